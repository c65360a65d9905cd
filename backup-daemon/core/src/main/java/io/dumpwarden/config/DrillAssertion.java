package io.dumpwarden.config;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an operator holds true of the data, asked of a restored backup: {@code [database:] SELECT …
 * [operator literal]}.
 *
 * @param database the database it is about; null for the only one of a backup
 * @param select a single SELECT that gives one value
 * @param operator one of {@code = <> < <= > >=}
 * @param literal a number or a text in single quotes, as SQL writes it
 */
public record DrillAssertion(
    @Nullable String database, String select, String operator, String literal) {

  private static final Pattern DATABASE =
      Pattern.compile("(?s)(?:`((?:[^`]|``)+)`|([^\\s:`()'\"]+))\\s*:\\s*(.+)");
  private static final Pattern COMPARISON =
      Pattern.compile(
          "(?s)(.+?)\\s*(<>|!=|<=|>=|=|<|>)\\s*(-?\\d+(?:\\.\\d+)?|'(?:[^'\\\\]|''|\\\\.)*')");
  private static final List<String> MAY_COMPARE = List.of("WHERE", "HAVING", "ON");

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException saying what would be right
   */
  public static DrillAssertion parse(String text) {
    String rest = text.strip();
    String database = null;
    Matcher named = DATABASE.matcher(rest);
    if (!rest.startsWith("(") && named.matches()) {
      database = named.group(2) == null ? named.group(1).replace("``", "`") : named.group(2);
      rest = named.group(3);
    }
    rest = rest.endsWith(";") ? rest.substring(0, rest.length() - 1).strip() : rest;
    return read(database, rest);
  }

  private static DrillAssertion read(@Nullable String database, String text) {
    AssertedSql whole = AssertedSql.of(text);
    Matcher compared = COMPARISON.matcher(text);
    if (!compared.matches() || whole.isParenthesised()) {
      return new DrillAssertion(database, whole.requireSelect(), "<>", "0");
    }
    String left = compared.group(1);
    AssertedSql select = AssertedSql.of(left);
    if (!select.isParenthesised() && select.hasTopLevel(MAY_COMPARE)) {
      throw new IllegalArgumentException(
          "'%s' may belong to the SELECT: write (SELECT …) > 0, with the SELECT in parentheses"
              .formatted(text.substring(left.length()).strip()));
    }
    String operator = compared.group(2).equals("!=") ? "<>" : compared.group(2);
    return new DrillAssertion(database, select.requireSelect(), operator, compared.group(3));
  }

  /** Whether it is about a database of this name. */
  public boolean isAbout(String name) {
    return database == null || database.equals(name);
  }

  /** The text that {@link #parse} reads as this. */
  @Override
  public String toString() {
    String about = database == null ? "" : "`" + database.replace("`", "``") + "`: ";
    return "%s(%s) %s %s".formatted(about, select, operator, literal);
  }
}
