package io.dumpwarden.chunk;

import io.dumpwarden.source.ColumnFacts;
import java.util.Optional;

/** A column of a key by whose values ranges can be told. */
record KeyColumn(String name, KeyValues values) {

  /** Empty for types whose values do not compare exactly, or not with the help of the key. */
  static Optional<KeyColumn> of(ColumnFacts column) {
    if (column.generated() || column.nullable()) {
      return Optional.empty();
    }
    return values(column).map(values -> new KeyColumn(column.name(), values));
  }

  private static Optional<KeyValues> values(ColumnFacts column) {
    return switch (column.type()) {
      case "tinyint", "smallint", "mediumint", "int", "bigint" -> Optional.of(new IntegerValues());
      case "decimal" -> Optional.of(new DecimalValues());
      case "date", "datetime", "timestamp" -> Optional.of(DateValues.of(column.type()));
      case "time" -> Optional.of(new TimeValues());
      case "binary", "varbinary" -> Optional.of(new BinaryValues());
      case "uuid" -> Optional.of(new UuidValues());
      case "char", "varchar" -> text(column);
      default -> Optional.empty();
    };
  }

  private static Optional<KeyValues> text(ColumnFacts column) {
    String characterSet = column.characterSet();
    return characterSet == null
        ? Optional.empty()
        : CharacterSets.charset(characterSet).map(found -> new TextValues(characterSet, found));
  }

  String quoted() {
    return quoted(name);
  }

  String reading() {
    return values.reading(quoted());
  }

  /** With a value of this column: {@code `id` >= 5}. */
  String compare(String operator, String value) {
    return quoted() + " " + operator + " " + values.literal(value);
  }

  static String quoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }
}
