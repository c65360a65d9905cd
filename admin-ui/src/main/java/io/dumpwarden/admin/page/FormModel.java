package io.dumpwarden.admin.page;

import io.dumpwarden.form.RowForm;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A row's form as a page draws it. Fields go by the names that JSON has for them; a secret is never
 * among the values.
 *
 * @param action where it is posted to
 * @param name of the row; null for a new one
 * @param version that the person saw; 0 for a new one
 * @param values texts as they stand in the inputs
 * @param secrets those that are set in the store
 * @param errors what is wrong, by field
 * @param overtaken fields that differ from what somebody else saved meanwhile; null where nobody
 *     did
 */
public record FormModel(
    RowForm form,
    String action,
    @Nullable String name,
    long version,
    Map<String, String> values,
    Set<String> secrets,
    Map<String, String> errors,
    @Nullable List<Overtaken> overtaken) {

  /**
   * A field that two people changed, or that only the other one did.
   *
   * @param yours as the form says
   * @param now as the row says
   */
  public record Overtaken(String field, String yours, String now) {}

  public FormModel {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    secrets = Set.copyOf(secrets);
    errors = Collections.unmodifiableMap(new LinkedHashMap<>(errors));
    overtaken = overtaken == null ? null : List.copyOf(overtaken);
  }

  public boolean isNew() {
    return name == null;
  }

  /** Whether somebody else saved the row meanwhile. */
  public boolean isOvertaken() {
    return overtaken != null;
  }

  /** The text of a field; empty where it has none. */
  public String value(String field) {
    return values.getOrDefault(field, "");
  }

  public boolean on(String field) {
    return "true".equals(values.get(field));
  }

  public boolean isSet(String secret) {
    return secrets.contains(secret);
  }

  /** Whether one of the fields is wrong, so that what folds away has to be open. */
  public boolean wrong(String... fields) {
    return List.of(fields).stream().anyMatch(errors::containsKey);
  }

  /** The same for another version of the row. */
  public FormModel seen(long other) {
    return new FormModel(form, action, name, other, values, secrets, errors, overtaken);
  }

  public FormModel with(Map<String, String> wrong) {
    return new FormModel(form, action, name, version, values, secrets, wrong, overtaken);
  }

  /** The same with texts that stand in the inputs from the start. */
  public FormModel preset(Map<String, String> texts) {
    Map<String, String> all = new LinkedHashMap<>(values);
    all.putAll(texts);
    return new FormModel(form, action, name, version, all, secrets, errors, overtaken);
  }
}
