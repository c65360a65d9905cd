package io.dumpwarden.definition;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Repairs what servers show with question marks: definitions go through an encoding that has none
 * of the characters behind the first 65536, such as emoji. Members of ENUM and SET are told by the
 * rows that have them, and defaults by the server. A member that no row has stays a question mark.
 */
final class LostTexts {

  private static final String NAME = "(`(?:[^`]|``)*+`)";
  private static final String TEXT = "'[^'\\\\]*+(?:(?:\\\\.|'')[^'\\\\]*+)*+'";
  private static final Pattern MEMBERS =
      Pattern.compile(
          "\\A%1$s (enum|set)\\((%2$s(?:,%2$s)*+)\\)".formatted(NAME, TEXT), Pattern.DOTALL);
  private static final Pattern MEMBER = Pattern.compile(TEXT, Pattern.DOTALL);
  private static final Pattern DEFAULT =
      Pattern.compile(
          "\\A%1$s (?:%2$s|[^'`])*? DEFAULT (%2$s)".formatted(NAME, TEXT), Pattern.DOTALL);

  private final ServerReading server;
  private final String table;

  private LostTexts(ServerReading server, Defined table) {
    this.server = server;
    this.table = Sql.name(table.database(), table.name());
  }

  /** The statement of a table, as far as it can be repaired. */
  static String repaired(ServerReading server, Defined table, String statement)
      throws SQLException {
    CreateTable parts =
        statement.indexOf('?') < 0 ? null : CreateTable.parse(statement).orElse(null);
    if (parts == null) {
      return statement;
    }
    LostTexts texts = new LostTexts(server, table);
    List<String> items = new ArrayList<>();
    for (String item : parts.items()) {
      items.add(item.indexOf('?') < 0 ? item : texts.withDefault(texts.withMembers(item)));
    }
    return items.equals(parts.items()) ? statement : parts.with(items);
  }

  private String withMembers(String item) throws SQLException {
    Matcher column = MEMBERS.matcher(item);
    if (!column.find() || column.group(3).indexOf('?') < 0) {
      return item;
    }
    boolean set = column.group(2).equals("set");
    List<String> members = new ArrayList<>();
    Matcher member = MEMBER.matcher(column.group(3));
    while (member.find()) {
      String shown = member.group();
      String stored =
          shown.indexOf('?') < 0 ? null : member(column.group(1), members.size() + 1, set);
      members.add(stored == null ? shown : Sql.text(stored));
    }
    return item.substring(0, column.start(3))
        + String.join(",", members)
        + item.substring(column.end(3));
  }

  /** The member of that number, counted from one; null where no row has it. */
  private @Nullable String member(String column, int number, boolean set) throws SQLException {
    if (!set) {
      return first(
          "SELECT CONVERT(%1$s USING utf8mb4) FROM %2$s WHERE %1$s = %3$d LIMIT 1"
              .formatted(column, table, number));
    }
    String bit = Long.toUnsignedString(1L << number - 1);
    String texts =
        first(
            """
            SELECT CONCAT(BIT_COUNT((%1$s + 0) & (%3$s - 1)), ',', CONVERT(%1$s USING utf8mb4))
            FROM %2$s WHERE (%1$s + 0) & %3$s LIMIT 1\
            """
                .formatted(column, table, bit));
    // how many stand in front, and then all that the row has
    String[] found = texts == null ? new String[0] : texts.split(",");
    String stored = found.length == 0 ? "" : found[Integer.parseInt(found[0]) + 1];
    return isLost(stored) ? stored : null;
  }

  private String withDefault(String item) throws SQLException {
    Matcher column = DEFAULT.matcher(item);
    if (!column.find() || column.group(2).indexOf('?') < 0) {
      return item;
    }
    // a row's, or, where there is none, that of a row without values
    String stored =
        first(
            "SELECT CONVERT(DEFAULT(t.%s) USING utf8mb4) FROM (SELECT 1) one LEFT JOIN %s t ON TRUE LIMIT 1"
                .formatted(column.group(1), table));
    return stored == null
        ? item
        : item.substring(0, column.start(2)) + Sql.text(stored) + item.substring(column.end(2));
  }

  /** Null where it has nothing that is lost. */
  private @Nullable String first(String sql) throws SQLException {
    String found = server.shown(row -> "" + row.getString(1), sql).stream().findFirst().orElse("");
    return isLost(found) ? found : null;
  }

  private static boolean isLost(String text) {
    return text.codePoints().anyMatch(Character::isSupplementaryCodePoint);
  }
}
