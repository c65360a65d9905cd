package io.dumpwarden.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.dumpwarden.secret.StoredSecret;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads a storage's row. Its settings are a JSON object of texts; numbers and booleans are taken as
 * the texts they are. Which settings there are depends on the type: see {@link Storage#settings}.
 */
public final class StorageParser {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

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
            .attempt("settings", () -> settings(fields.raw("settings").orElse("{}")))
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

  private static Map<String, String> settings(String json) {
    JsonNode node = tree(json);
    if (!node.isObject()) {
      throw new IllegalArgumentException("must be a JSON object, as in {\"path\": \"/backups\"}");
    }
    Map<String, String> settings = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      if (!entry.getValue().isValueNode()) {
        throw new IllegalArgumentException("'%s' must be a text".formatted(entry.getKey()));
      }
      if (!entry.getValue().isNull()) {
        settings.put(entry.getKey(), entry.getValue().asText());
      }
    }
    return Map.copyOf(settings);
  }

  private static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      // the parser's own message quotes the text, which may hold a key pasted into the wrong place
      throw new IllegalArgumentException(
          "is not JSON, at line %d, column %d"
              .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr()),
          e);
    }
  }
}
