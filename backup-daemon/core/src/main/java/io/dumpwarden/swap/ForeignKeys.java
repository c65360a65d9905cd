package io.dumpwarden.swap;

import io.dumpwarden.swap.ForeignKey.Place;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The foreign keys in and around the databases that are replaced. */
record ForeignKeys(TargetSession session) {

  private static final String QUERY =
      """
      SELECT k.TABLE_SCHEMA, k.TABLE_NAME, k.CONSTRAINT_NAME, k.REFERENCED_TABLE_SCHEMA,
        k.REFERENCED_TABLE_NAME, k.COLUMN_NAME, k.REFERENCED_COLUMN_NAME,
        r.UPDATE_RULE, r.DELETE_RULE
      FROM information_schema.KEY_COLUMN_USAGE k
      JOIN information_schema.REFERENTIAL_CONSTRAINTS r
        ON r.CONSTRAINT_SCHEMA = k.CONSTRAINT_SCHEMA AND r.CONSTRAINT_NAME = k.CONSTRAINT_NAME
        AND r.TABLE_NAME = k.TABLE_NAME
      WHERE k.REFERENCED_TABLE_NAME IS NOT NULL AND k.%s = ?
      ORDER BY k.TABLE_NAME, k.CONSTRAINT_NAME, k.ORDINAL_POSITION""";

  /** Those of the database's tables. */
  List<ForeignKey> of(String database) throws SQLException {
    return read("TABLE_SCHEMA", database).stream()
        .filter(key -> key.table().database().equals(database))
        .toList();
  }

  /** Those that refer to the database's tables, wherever they are; as far as the account sees. */
  List<ForeignKey> referringTo(String database) throws SQLException {
    return read("REFERENCED_TABLE_SCHEMA", database).stream()
        .filter(key -> key.parent().database().equals(database))
        .toList();
  }

  /**
   * Brings these back where they are gone or refer to another table: a key follows the table that
   * bears the name it refers to at the moment, be it the old one. Again is no harm.
   */
  void restore(List<ForeignKey> wanted) throws SQLException {
    Map<String, List<ForeignKey>> present = new HashMap<>();
    for (ForeignKey key : wanted) {
      String database = key.table().database();
      if (!present.containsKey(database)) {
        present.put(database, of(database));
      }
      restore(key, present.get(database));
    }
  }

  private void restore(ForeignKey key, List<ForeignKey> present) throws SQLException {
    if (present.contains(key)) {
      return;
    }
    if (present.stream().anyMatch(key::isNamedAs)) {
      session.execute(key.drop());
    }
    session.execute(key.add(session.isMariaDb() ? "RESTRICT" : "NO ACTION"));
  }

  private List<ForeignKey> read(String column, String database) throws SQLException {
    Map<List<String>, ForeignKey> keys = new LinkedHashMap<>();
    session.rows(row -> add(row, keys), QUERY.formatted(column), database);
    return List.copyOf(keys.values());
  }

  private static Set<List<String>> add(ResultSet row, Map<List<String>, ForeignKey> keys)
      throws SQLException {
    List<String> id = List.of(row.getString(1), row.getString(2), row.getString(3));
    ForeignKey known = keys.get(id);
    if (known == null) {
      known =
          new ForeignKey(
              new Place(row.getString(1), row.getString(2)),
              row.getString(3),
              new Place(row.getString(4), row.getString(5)),
              new ArrayList<>(),
              new ArrayList<>(),
              row.getString(8),
              row.getString(9));
      keys.put(id, known);
    }
    known.columns().add(row.getString(6));
    known.referenced().add(row.getString(7));
    return keys.keySet();
  }
}
