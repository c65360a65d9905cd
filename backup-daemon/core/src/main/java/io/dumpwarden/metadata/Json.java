package io.dumpwarden.metadata;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Small lists and maps kept as JSON in one column. */
final class Json {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not writable as JSON: " + value.getClass(), e);
    }
  }

  static List<String> list(String json) {
    return List.copyOf(read(json, new TypeReference<List<String>>() {}));
  }

  static Map<String, @Nullable String> map(String json) {
    return read(json, new TypeReference<LinkedHashMap<String, @Nullable String>>() {});
  }

  static <T> T value(String json, Class<T> type) {
    return read(json, MAPPER.constructType(type));
  }

  static Map<String, String> texts(String json) {
    return read(json, new TypeReference<LinkedHashMap<String, String>>() {});
  }

  private static <T> T read(String json, TypeReference<T> type) {
    return read(json, MAPPER.constructType(type));
  }

  private static <T> T read(String json, JavaType type) {
    try {
      return MAPPER.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          "a JSON column of the metadata store holds something else", e);
    }
  }
}
