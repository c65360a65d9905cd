package io.dumpwarden.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is changed in a statement that passes, apart from where its own name stands. */
final class StatementRewrites {

  private static final Set<Rewrite> OF_COLLATIONS =
      Set.of(
          Rewrite.COLLATIONS_FOR_MARIADB,
          Rewrite.COLLATIONS_FOR_MYSQL,
          Rewrite.COLLATIONS_FOR_OLD_SERVERS);
  private static final Set<String> OPTIONS_OF_MARIADB = Set.of("PAGE_CHECKSUM", "TRANSACTIONAL");
  private static final Set<String> BEFORE_TABLES = Set.of("REFERENCES", "FOR", "UNION");
  private static final Set<String> OF_SEQUENCES = Set.of("NEXTVAL", "LASTVAL", "SETVAL");

  private final ScriptChoice choice;
  private final DatabaseNames names;
  private final boolean collations;

  StatementRewrites(ScriptChoice choice, DatabaseNames names) {
    this.choice = choice;
    this.names = names;
    this.collations = choice.rewrites().stream().anyMatch(OF_COLLATIONS::contains);
  }

  /** Whether a statement is left out by one of them. */
  boolean drops(SqlStatement statement, String text) {
    return switch (statement.kind()) {
      case LOCK, UNLOCK -> choice.has(Rewrite.LOCKS);
      case SERVER ->
          choice.has(Rewrite.MYSQL_REPLICATION)
              && (text.contains("GTID_PURGED") || text.contains("SQL_LOG_BIN"));
      case SESSION -> choice.has(Rewrite.MARIADB_ONLY) && text.startsWith("/*M!");
      default -> false;
    };
  }

  /** Whether all of a statement has to be there. */
  boolean needWhole(SqlStatement statement) {
    return switch (statement.kind()) {
      case TABLE -> collations || names.renamesAny() || choice.has(Rewrite.MARIADB_ONLY);
      case VIEW, TRIGGER, ROUTINE, EVENT -> collations || names.renamesAny();
      default -> false;
    };
  }

  /**
   * @param own the database that the statement is in, by its name in the dump
   */
  List<Edit> edits(SqlStatement statement, String text, QuotingMode mode, String own) {
    List<Edit> edits = new ArrayList<>();
    SqlStatement.Span definer = statement.definer();
    if (definer != null && choice.has(Rewrite.DEFINERS)) {
      edits.add(Edit.of(definer.start(), definer.end(), "DEFINER=CURRENT_USER"));
    }
    boolean table = statement.kind() == StatementKind.TABLE;
    boolean inTable = table && (names.renamesAny() || choice.has(Rewrite.MARIADB_ONLY));
    if (statement.kind() != StatementKind.ROWS && (collations || inTable)) {
      inside(text, mode, table, edits);
    }
    if (statement.kind() == StatementKind.VIEW && names.renamed(own).isPresent()) {
      inView(text, mode, own, edits);
    }
    return edits;
  }

  private void inside(String text, QuotingMode mode, boolean table, List<Edit> edits) {
    TokenWindow window = new TokenWindow(new SqlTokens(text, mode));
    while (window.advance()) {
      SqlToken token = window.now();
      if (collations && !token.quoted()) {
        Collations.instead(token.text(), choice.rewrites())
            .ifPresent(other -> edits.add(Edit.of(token, other)));
      }
      if (table) {
        inTable(window, edits);
      }
    }
  }

  private void inTable(TokenWindow window, List<Edit> edits) {
    SqlToken token = window.now();
    if (window.isQualifier() && isOfTable(window)) {
      renamed(token).ifPresent(target -> edits.add(Edit.of(token, SqlName.quoted(target))));
    }
    if (choice.has(Rewrite.MARIADB_ONLY)
        && OPTIONS_OF_MARIADB.contains(token.keyword())
        && window.behind(1).equals("=")) {
      edits.add(Edit.of(token.start(), window.endBehind(2), ""));
    }
  }

  /** Servers leave a view's own database out of its text, but not always. */
  private void inView(String text, QuotingMode mode, String own, List<Edit> edits) {
    String target = SqlName.quoted(names.renamed(own).orElseThrow());
    TokenWindow window = new TokenWindow(new SqlTokens(text, mode));
    while (window.advance()) {
      SqlToken token = window.now();
      if (window.isQualifier()
          && References.isOfDatabase(window)
          && LatinText.decoded(token.text()).equals(own)) {
        edits.add(Edit.of(token, target));
      }
    }
  }

  private static boolean isOfTable(TokenWindow window) {
    String before = window.before(1);
    return before.equals("(") || before.equals(",")
        ? OF_SEQUENCES.contains(window.before(2)) || window.isInUnion()
        : BEFORE_TABLES.contains(before);
  }

  private Optional<String> renamed(SqlToken token) {
    return names.renamed(LatinText.decoded(token.text()));
  }
}
