package io.dumpwarden.script;

import java.util.LinkedHashSet;
import java.util.Set;

/** Finds the databases that the text of a statement names and that get other names. */
final class References {

  private static final Set<String> BEFORE_TABLES =
      Set.of("FROM", "JOIN", "INTO", "UPDATE", "CALL", "TABLE", "REFERENCES", "ON");

  private References() {}

  /**
   * @param from where the text begins to count
   * @return by their names in the dump; an alias that looks like one may be among them
   */
  static Set<String> in(String text, int from, QuotingMode mode, DatabaseNames names) {
    Set<String> found = new LinkedHashSet<>();
    TokenWindow window = new TokenWindow(new SqlTokens(text, mode));
    while (window.advance()) {
      if (window.now().start() >= from && window.isQualifier() && isOfDatabase(window)) {
        String name = LatinText.decoded(window.now().text());
        names.renamed(name).ifPresent(other -> found.add(name));
      }
    }
    return found;
  }

  /** Three parts, a call, or where a table stands: else the first part may be a table's. */
  static boolean isOfDatabase(TokenWindow window) {
    String third = window.behind(3);
    return third.equals(".")
        || third.equals("(")
        || BEFORE_TABLES.contains(window.before(1))
        || window.before(1).equals("(") && BEFORE_TABLES.contains(window.before(2));
  }
}
