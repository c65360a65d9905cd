package io.dumpwarden.config;

import io.dumpwarden.secret.StoredSecret;
import java.util.Map;

/**
 * Reads a storage's row. Its settings are a JSON object of texts; numbers and booleans are taken as
 * the texts they are. Which settings there are depends on the type: see {@link Storage#settings}.
 */
public final class StorageParser {

  private StorageParser() {}

  /**
   * The row as a value.
   *
   * @throws InvalidConfigException with everything that is wrong; a setting's problem is told as
   *     {@code settings.bucket}
   */
  public static Storage parse(ConfigRow row) {
    Fields fields = new Fields(row.fields());
    StorageType type =
        fields
            .readRequired("type", text -> Fields.one(text, StorageType.class, StorageType::id))
            .orElse(StorageType.LOCAL);
    Map<String, String> settings =
        fields
            .attempt("settings", () -> SettingTexts.read(fields.raw("settings").orElse("{}")))
            .orElse(Map.of());
    if (fields.problems().isEmpty()) {
      StorageSettings.check(type, settings, fields.isSet("secret_key"))
          .forEach(problem -> fields.problem(problem.field(), problem.message()));
    }
    if (type == StorageType.LOCAL && fields.isSet("secret_key")) {
      fields.problem("secret_key", "a local storage has none: unset it");
    }
    Storage storage =
        new Storage(
            row.id(),
            fields.name("name"),
            type,
            settings,
            fields.raw("secret_key").map(StoredSecret::new).orElse(null),
            fields.flag("enabled", true));
    fields.throwIfAny(row.ref());
    return storage;
  }
}
