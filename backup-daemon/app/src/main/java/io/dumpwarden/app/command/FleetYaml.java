package io.dumpwarden.app.command;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a list of mappings, or one under the name {@code servers}. Token by token, so that texts
 * stay as they are written (a password of digits is no number), lines are known, and nothing is
 * ever expanded: anchors and aliases are refused.
 */
final class FleetYaml {

  private static final YAMLFactory FACTORY =
      YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final YAMLParser parser;
  private final List<FleetValues> entries = new ArrayList<>();

  private FleetYaml(YAMLParser parser) {
    this.parser = parser;
  }

  static List<FleetValues> read(String text) throws IOException {
    try (YAMLParser parser = FACTORY.createParser(text)) {
      FleetYaml yaml = new FleetYaml(parser);
      yaml.document();
      return yaml.entries;
    }
  }

  private void document() throws IOException {
    JsonToken token = next();
    if (token == JsonToken.START_OBJECT) {
      expect(next() == JsonToken.FIELD_NAME && parser.getText().equals("servers"), "servers:");
      list(next());
      expect(next() == JsonToken.END_OBJECT, "nothing beside servers:");
    } else {
      list(token);
    }
    expect(next() == null, "one document");
  }

  private void list(@Nullable JsonToken token) throws IOException {
    expect(token == JsonToken.START_ARRAY, "a list of servers");
    JsonToken entry = next();
    while (entry != JsonToken.END_ARRAY) {
      expect(entry == JsonToken.START_OBJECT, "a server's fields");
      FleetValues values = FleetValues.at(line());
      while (next() == JsonToken.FIELD_NAME) {
        String name = parser.getText();
        values.texts().put(name, value(next()));
      }
      entries.add(values);
      entry = next();
    }
  }

  /** A plain value, or labels as a mapping or list, put together as the row has them. */
  private String value(@Nullable JsonToken token) throws IOException {
    if (token == JsonToken.START_ARRAY) {
      List<String> texts = new ArrayList<>();
      while (next() != JsonToken.END_ARRAY) {
        texts.add(plain());
      }
      return String.join(",", texts);
    }
    if (token == JsonToken.START_OBJECT) {
      List<String> pairs = new ArrayList<>();
      while (next() == JsonToken.FIELD_NAME) {
        String name = parser.getText();
        next();
        pairs.add(name + "=" + plain());
      }
      return String.join(",", pairs);
    }
    return plain();
  }

  private String plain() throws IOException {
    JsonToken token = parser.currentToken();
    expect(token != null && token.isScalarValue(), "a plain value");
    return token == JsonToken.VALUE_NULL ? "" : parser.getText();
  }

  private @Nullable JsonToken next() throws IOException {
    JsonToken token = parser.nextToken();
    expect(!parser.isCurrentAlias() && parser.getObjectId() == null, "no anchors and no aliases");
    return token;
  }

  private int line() {
    return parser.currentTokenLocation().getLineNr();
  }

  private void expect(boolean holds, String what) {
    if (!holds) {
      throw new IllegalArgumentException("line %d: expected %s".formatted(line(), what));
    }
  }
}
