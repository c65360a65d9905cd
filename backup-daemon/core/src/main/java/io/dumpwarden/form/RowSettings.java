package io.dumpwarden.form;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dumpwarden.access.RowChanges;
import io.dumpwarden.config.ConfigRow;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The settings of a storage or channel, which one column holds as a JSON object of texts. */
public final class RowSettings {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private RowSettings() {}

  /** The row's settings; none where it has none, or none that can be read. */
  public static Map<String, String> of(ConfigRow row) {
    return texts(row.fields().get("settings"));
  }

  /** The settings of a row that is to be added. */
  public static Map<String, String> of(RowChanges changes) {
    return texts(changes.fields().get("settings"));
  }

  /** What the column says for these settings. */
  public static String text(Map<String, String> settings) {
    try {
      return MAPPER.writeValueAsString(settings);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts that JSON cannot hold", e);
    }
  }

  private static Map<String, String> texts(@Nullable String json) {
    Map<String, String> texts = new LinkedHashMap<>();
    if (json == null) {
      return texts;
    }
    try {
      MAPPER.readTree(json).properties().stream()
          .filter(entry -> entry.getValue().isValueNode() && !entry.getValue().isNull())
          .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
    } catch (JsonProcessingException e) {
      // what is wrong with it is for the row's parser to say
      return Map.of();
    }
    return texts;
  }
}
