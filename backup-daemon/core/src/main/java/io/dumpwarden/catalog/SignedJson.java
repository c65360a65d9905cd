package io.dumpwarden.catalog;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.dumpwarden.pipeline.Frame;
import io.dumpwarden.pipeline.FrameKind;
import io.dumpwarden.pipeline.FrameTable;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/**
 * Values as JSON objects whose field {@code mac} signs all others. Safe for use by many threads.
 */
public final class SignedJson {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .addMixIn(Frame.class, FrameJson.class)
          .addMixIn(FrameKind.class, FrameKindJson.class)
          .addMixIn(FrameTable.class, FrameTableJson.class)
          .build();

  private static final String MAC = "mac";

  /** There may be tens of thousands: each is a list of values, without names. */
  @JsonFormat(shape = JsonFormat.Shape.ARRAY)
  @JsonPropertyOrder({
    "kind",
    "tables",
    "range",
    "offset",
    "packedBytes",
    "rawBytes",
    "digest",
    "rows"
  })
  private interface FrameJson {}

  private enum FrameKindJson {
    @JsonProperty("script")
    SCRIPT,
    @JsonProperty("definitions")
    DEFINITIONS,
    @JsonProperty("rows")
    ROWS,
    @JsonProperty("rest")
    REST
  }

  @JsonFormat(shape = JsonFormat.Shape.ARRAY)
  @JsonPropertyOrder({"database", "table"})
  private interface FrameTableJson {}

  private final Function<byte[], String> mac;

  /**
   * @param mac HMAC-SHA256 by the master key, as hexadecimal digits
   */
  public SignedJson(Function<byte[], String> mac) {
    this.mac = mac;
  }

  /** The value as JSON, with its MAC. */
  public String sign(Object value) {
    ObjectNode tree = JSON.valueToTree(value);
    tree.put(MAC, macOf(tree));
    return write(tree);
  }

  /**
   * Reads a value, signed or not; unknown fields of later versions are left aside.
   *
   * @throws IllegalArgumentException where it is not one
   */
  public <T> T read(String json, Class<T> type) {
    try {
      T value = JSON.readValue(json, type);
      if (value == null) {
        throw new IllegalArgumentException("not a manifest: null");
      }
      return value;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a manifest: " + e.getOriginalMessage(), e);
    }
  }

  /** Whether the MAC is one that our master key made, over every field, unknown ones too. */
  public boolean isOurs(String json) {
    try {
      return JSON.readTree(json) instanceof ObjectNode tree
          && tree.get(MAC) instanceof TextNode found
          && macOf(tree).equals(found.asText());
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  private String macOf(ObjectNode manifest) {
    ObjectNode unsigned = manifest.deepCopy();
    unsigned.remove(MAC);
    return mac.apply(write(unsigned).getBytes(StandardCharsets.UTF_8));
  }

  private static String write(ObjectNode tree) {
    try {
      return JSON.writeValueAsString(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a value that JSON cannot hold", e);
    }
  }
}
