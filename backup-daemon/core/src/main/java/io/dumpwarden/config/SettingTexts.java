package io.dumpwarden.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Settings that depend on a row's type: one column holds them as a JSON object of texts. */
final class SettingTexts {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private SettingTexts() {}

  /**
   * Reads the object; numbers and booleans are taken as the texts they are.
   *
   * @throws IllegalArgumentException without quoting the text
   */
  static Map<String, String> read(String json) {
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

  /** A problem, with the nearest known name, for each setting that the type does not have. */
  static List<Problem> unknown(Set<String> names, Set<String> known) {
    return new TreeSet<>(names)
        .stream()
            .filter(name -> !known.contains(name))
            .map(name -> new Problem("settings." + name, unknown(name, known)))
            .toList();
  }

  private static String unknown(String name, Set<String> known) {
    return Nearest.to(name, known)
        .map("there is no such setting, did you mean '%s'"::formatted)
        .orElse("there is no such setting, only " + String.join(", ", new TreeSet<>(known)));
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
