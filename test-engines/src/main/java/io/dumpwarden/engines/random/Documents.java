package io.dumpwarden.engines.random;

import java.util.List;

/** JSON. */
record Documents(Dice dice) {

  private static final List<String> SCALARS =
      List.of(
          "null",
          "true",
          "false",
          "0",
          "-1",
          "1.5",
          "1e300",
          "-0.1",
          "9223372036854775807",
          "18446744073709551615",
          "0.30000000000000004",
          "1.7976931348623157e308",
          "\"\"");
  private static final int DEPTH = 4;

  RandomColumn any() {
    return RandomColumn.unkeyed("JSON", () -> Dice.literal(value(DEPTH)));
  }

  private String value(int depth) {
    return switch (depth == 0 ? 0 : dice.below(5)) {
      case 0 -> dice.pick(SCALARS);
      case 1 -> string();
      case 2 -> "" + dice.bits();
      case 3 -> array(depth);
      default -> object(depth);
    };
  }

  private String array(int depth) {
    StringBuilder array = new StringBuilder("[");
    for (int i = dice.below(4); i > 0; i--) {
      array.append(array.length() == 1 ? "" : ", ").append(value(depth - 1));
    }
    return array + "]";
  }

  private String object(int depth) {
    StringBuilder object = new StringBuilder("{");
    for (int i = dice.below(4); i > 0; i--) {
      object.append(object.length() == 1 ? "" : ", ").append(string());
      object.append(": ").append(value(depth - 1));
    }
    return object + "}";
  }

  private String string() {
    StringBuilder string = new StringBuilder("\"");
    for (char c : dice.text(12).toCharArray()) {
      if (c == '"' || c == '\\') {
        string.append('\\').append(c);
      } else if (c < ' ') {
        string.append("\\u%04x".formatted((int) c));
      } else {
        string.append(c);
      }
    }
    return string.append('"').toString();
  }
}
