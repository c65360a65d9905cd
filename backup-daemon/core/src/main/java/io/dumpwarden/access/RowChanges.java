package io.dumpwarden.access;

import io.dumpwarden.storage.Secret;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants a configuration row to say. Fields that are in neither map stay as they are.
 *
 * @param fields columns and their texts; null or blank unsets a column
 * @param secrets secret columns and their values in the clear, or references ({@code env:NAME},
 *     {@code file:/path}); an empty one unsets the column
 */
public record RowChanges(Map<String, @Nullable String> fields, Map<String, Secret> secrets) {

  public RowChanges {
    // Map.copyOf takes no nulls
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    secrets = Map.copyOf(secrets);
  }

  /** Without secrets. */
  public static RowChanges of(Map<String, @Nullable String> fields) {
    return new RowChanges(fields, Map.of());
  }

  RowChanges without(Collection<String> names) {
    Map<String, @Nullable String> otherFields = new LinkedHashMap<>(fields);
    otherFields.keySet().removeAll(names);
    Map<String, Secret> otherSecrets = new LinkedHashMap<>(secrets);
    otherSecrets.keySet().removeAll(names);
    return new RowChanges(otherFields, otherSecrets);
  }

  Set<String> names() {
    Set<String> names = new HashSet<>(fields.keySet());
    names.addAll(secrets.keySet());
    return names;
  }

  /** Only the names: somebody may have put a password among the fields. */
  @Override
  public String toString() {
    return "changes of " + names();
  }
}
