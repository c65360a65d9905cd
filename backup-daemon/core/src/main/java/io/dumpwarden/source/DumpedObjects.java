package io.dumpwarden.source;

import java.util.List;
import java.util.Map;

/**
 * What a dump's own stream holds of one database.
 *
 * @param names of the objects by kind; a name stands as often as objects of its kind bear it, as a
 *     procedure and a function may
 */
public record DumpedObjects(String database, Map<ObjectKind, List<String>> names) {

  public DumpedObjects {
    names = Map.copyOf(names);
  }

  /** In the order of the dump. */
  public List<String> of(ObjectKind kind) {
    return names.getOrDefault(kind, List.of());
  }
}
