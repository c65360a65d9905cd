package io.dumpwarden.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of a table's statement.
 *
 * @param text as SHOW CREATE TABLE writes it
 */
record TableItem(String text) {

  private static final String NAME = "`((?:[^`]|``)*+)`";
  private static final Pattern COLUMN = Pattern.compile("\\A" + NAME);

  private static final Pattern KEY =
      Pattern.compile("\\A(PRIMARY KEY|(?:UNIQUE |FULLTEXT |SPATIAL |VECTOR )?KEY)\\b");

  private static final Pattern FOREIGN_KEY =
      Pattern.compile("\\A(?:CONSTRAINT " + NAME + " )?FOREIGN KEY\\b");

  /** A name, and perhaps how much of it and which way round. */
  private static final Pattern PART = Pattern.compile(NAME + "(?:\\(\\d+\\))?(?: DESC| ASC)?");

  private static final Pattern NOT_CODE =
      Pattern.compile("'[^'\\\\]*+(?:(?:\\\\.|'')[^'\\\\]*+)*+'|" + NAME, Pattern.DOTALL);

  enum Kind {
    COLUMN,
    PRIMARY,
    UNIQUE,
    PLAIN,
    FULLTEXT,
    SPATIAL,
    /** A key of a sort that is not known well enough to be moved. */
    OTHER_KEY,
    FOREIGN_KEY,
    OTHER
  }

  Kind kind() {
    Matcher key = KEY.matcher(text);
    if (key.find()) {
      return switch (key.group(1)) {
        case "PRIMARY KEY" -> Kind.PRIMARY;
        case "UNIQUE KEY" -> Kind.UNIQUE;
        case "KEY" -> Kind.PLAIN;
        case "FULLTEXT KEY" -> Kind.FULLTEXT;
        case "SPATIAL KEY" -> Kind.SPATIAL;
        default -> Kind.OTHER_KEY;
      };
    }
    if (FOREIGN_KEY.matcher(text).find()) {
      return Kind.FOREIGN_KEY;
    }
    return COLUMN.matcher(text).find() ? Kind.COLUMN : Kind.OTHER;
  }

  /** The name of a column, with its backticks doubled as they are there. */
  String column() {
    Matcher matcher = COLUMN.matcher(text);
    return matcher.find() ? matcher.group(1) : "";
  }

  /** Whether it is a column, and the table's counter. */
  boolean isCounter() {
    return kind() == Kind.COLUMN && words().contains(" AUTO_INCREMENT");
  }

  /** Whether it is a column that is computed from others. */
  boolean isGenerated() {
    return kind() == Kind.COLUMN && words().contains(" GENERATED ALWAYS AS ");
  }

  private String words() {
    return NOT_CODE.matcher(text).replaceAll("");
  }

  /** Whether a key is over an expression. */
  boolean isFunctional() {
    return (kind() == Kind.PLAIN || kind() == Kind.UNIQUE)
        && CreateTable.parse(text).stream()
            .anyMatch(key -> key.items().stream().anyMatch(part -> part.startsWith("(")));
  }

  /**
   * The columns of a key, with their backticks doubled; empty where there is more than columns in
   * it, or where it is not a tree.
   */
  List<String> columns() {
    CreateTable parts = KEY.matcher(text).find() ? CreateTable.parse(text).orElse(null) : null;
    if (parts == null || parts.tail().contains("USING HASH")) {
      return List.of();
    }
    List<String> columns = new ArrayList<>();
    for (String part : parts.items()) {
      Matcher matcher = PART.matcher(part);
      if (!matcher.matches()) {
        return List.of();
      }
      columns.add(matcher.group(1));
    }
    return columns;
  }
}
