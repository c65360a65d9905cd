package io.dumpwarden.swap;

import io.dumpwarden.swap.SwapUnit.Scope;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a database holds at this moment, read from the server whenever it is asked. Databases whose
 * names differ by case only are told apart, which information_schema does not do.
 */
record Holdings(TargetSession session, String database) {

  private static final String TABLES =
      """
      SELECT TABLE_SCHEMA, TABLE_NAME, TABLE_TYPE FROM information_schema.TABLES
      WHERE TABLE_SCHEMA = ? AND TABLE_TYPE NOT IN ('VIEW', 'SYSTEM VIEW')""";

  /**
   * A definition by its kind and name.
   *
   * @param table whose trigger it is; empty for other kinds
   */
  record Definition(DefinitionKind kind, String name, String table) {

    /** Whether it is replaced along with the tables of a scope. */
    boolean isIn(Scope scope) {
      return switch (kind) {
        case VIEW -> scope.holds(name);
        case TRIGGER -> scope.holds(table);
        case PROCEDURE, FUNCTION, PACKAGE, PACKAGE_BODY, EVENT -> scope.isWhole();
      };
    }
  }

  /** Tables and sequences. */
  Set<String> tables() throws SQLException {
    return new TreeSet<>(names(row -> true));
  }

  Set<String> sequences() throws SQLException {
    return new TreeSet<>(names(type -> type.equals("SEQUENCE")));
  }

  boolean isEmpty() throws SQLException {
    return tables().isEmpty() && definitions(new SwapUnit.Whole()).isEmpty();
  }

  /** In the order in which they are to be made, triggers of a table as they fire. */
  List<Definition> definitions(Scope scope) throws SQLException {
    List<Definition> all = new ArrayList<>();
    for (DefinitionKind kind : DefinitionKind.values()) {
      definitions(kind).stream().filter(d -> d.isIn(scope)).forEach(all::add);
    }
    return all;
  }

  List<Definition> definitions(DefinitionKind kind) throws SQLException {
    return session
        .rows(
            row ->
                row.getString(1).equals(database)
                    ? Optional.of(new Definition(kind, row.getString(2), orEmpty(row.getString(3))))
                    : Optional.<Definition>empty(),
            kind.query(),
            database)
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  private List<String> names(java.util.function.Predicate<String> type) throws SQLException {
    return session
        .rows(
            row ->
                row.getString(1).equals(database) && type.test(row.getString(3))
                    ? Optional.of(row.getString(2))
                    : Optional.<String>empty(),
            TABLES,
            database)
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  private static String orEmpty(@org.jspecify.annotations.Nullable String text) {
    return text == null ? "" : text;
  }
}
