package io.dumpwarden.definition;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Repairs foreign keys that MariaDB shows in a way that it does not understand: the backticks in
 * their names and in those of their columns are not doubled.
 */
final class ForeignKeyNames {

  private static final String NAME = "`(?:[^`]|``)*+`";
  private static final String NAMES = "\\(%1$s(?:, %1$s)*\\)".formatted(NAME);

  /** A line of its own, as all that SHOW CREATE TABLE lists. */
  private static final Pattern LINE =
      Pattern.compile(
          "(?m)^  CONSTRAINT `.*` FOREIGN KEY \\(`.*`\\) REFERENCES `.*`\\)((?: ON (?:DELETE|UPDATE) [A-Z ]+)*,?)$");

  private static final Pattern SOUND =
      Pattern.compile(
          "  CONSTRAINT %1$s FOREIGN KEY %2$s REFERENCES %1$s(?:\\.%1$s)? %2$s(?: ON (?:DELETE|UPDATE) [A-Z ]+)*,?"
              .formatted(NAME, NAMES));

  private static final String QUERY =
      """
      SELECT TABLE_SCHEMA, TABLE_NAME, CONSTRAINT_NAME, COLUMN_NAME,
        REFERENCED_TABLE_SCHEMA, REFERENCED_TABLE_NAME, REFERENCED_COLUMN_NAME
      FROM information_schema.KEY_COLUMN_USAGE
      WHERE TABLE_SCHEMA = ? AND REFERENCED_TABLE_NAME IS NOT NULL
      ORDER BY TABLE_NAME, CONSTRAINT_NAME, ORDINAL_POSITION""";

  /** One column of a foreign key. */
  private record Part(
      String table, String key, String column, String database, String other, String otherColumn) {

    static Part of(ResultSet row) throws SQLException {
      return new Part(
          row.getString(2),
          row.getString(3),
          row.getString(4),
          row.getString(5),
          row.getString(6),
          row.getString(7));
    }
  }

  private ForeignKeyNames() {}

  /** The statement of a table, with sound foreign keys. */
  static String repaired(ServerReading server, Defined table, String statement)
      throws SQLException {
    Matcher lines = LINE.matcher(statement);
    if (lines.results().allMatch(line -> SOUND.matcher(line.group()).matches())) {
      return statement;
    }
    Map<String, List<Part>> keys = new LinkedHashMap<>();
    for (Part part : server.ofDatabase(table.database(), Part::of, QUERY)) {
      if (part.table().equals(table.name())) {
        keys.computeIfAbsent(part.key(), key -> new ArrayList<>()).add(part);
      }
    }
    return LINE.matcher(statement)
        .replaceAll(
            line -> Matcher.quoteReplacement(line(table, line.group(), line.group(1), keys)));
  }

  private static String line(
      Defined table, String shown, String rules, Map<String, List<Part>> keys) {
    for (List<Part> key : keys.values()) {
      Part first = key.get(0);
      String columns = key.stream().map(Part::column).collect(Collectors.joining("`, `"));
      if (shown.startsWith(
          "  CONSTRAINT `%s` FOREIGN KEY (`%s`) REFERENCES ".formatted(first.key(), columns))) {
        boolean near = first.database().equals(table.database());
        return "  CONSTRAINT %s FOREIGN KEY (%s) REFERENCES %s (%s)%s"
            .formatted(
                Sql.name(first.key()),
                key.stream().map(Part::column).map(Sql::name).collect(Collectors.joining(", ")),
                near ? Sql.name(first.other()) : Sql.name(first.database(), first.other()),
                key.stream()
                    .map(Part::otherColumn)
                    .map(Sql::name)
                    .collect(Collectors.joining(", ")),
                rules);
      }
    }
    return shown;
  }
}
