package io.dumpwarden.source;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the keys of a database's tables. */
record KeyFactsQuery(CatalogRows catalog, CatalogDialect dialect) {

  private static final String KEYS =
      """
      SELECT TABLE_SCHEMA, TABLE_NAME, INDEX_NAME, NON_UNIQUE, SEQ_IN_INDEX, COLUMN_NAME, SUB_PART,
        NULLABLE, INDEX_TYPE, COLLATION, %s
      FROM information_schema.STATISTICS
      WHERE TABLE_SCHEMA = ?""";
  private static final Set<String> ORDERED = Set.of("BTREE", "LSMTREE");

  /** The keys of each table that has any, the primary one first. */
  Map<String, List<KeyFacts>> byTable() throws SQLException {
    Map<String, Map<String, List<Part>>> found = new LinkedHashMap<>();
    catalog.read(
        KEYS.formatted(dialect.hiddenKey()),
        row ->
            found
                .computeIfAbsent(row.getString(2), table -> new LinkedHashMap<>())
                .computeIfAbsent(row.getString(3), key -> new ArrayList<>())
                .add(Part.of(row)));
    Map<String, List<KeyFacts>> keys = new LinkedHashMap<>();
    found.forEach((table, parts) -> keys.put(table, keys(parts)));
    return keys;
  }

  private static List<KeyFacts> keys(Map<String, List<Part>> byName) {
    List<KeyFacts> keys = new ArrayList<>();
    byName.forEach((name, parts) -> keys.add(key(name, parts)));
    keys.sort(Comparator.comparing(key -> !key.name().equals("PRIMARY")));
    return keys;
  }

  private static KeyFacts key(String name, List<Part> parts) {
    parts.sort(Comparator.comparingInt(Part::place));
    boolean oneDirection = parts.stream().map(Part::direction).distinct().count() == 1;
    return new KeyFacts(
        name,
        parts.get(0).unique(),
        oneDirection && parts.stream().allMatch(Part::whole),
        parts.stream().map(Part::column).filter(column -> column != null).toList());
  }

  private record Part(
      int place, @Nullable String column, boolean unique, boolean whole, String direction) {

    static Part of(ResultSet row) throws SQLException {
      String column = row.getString(6);
      boolean whole =
          column != null
              && row.getString(7) == null
              && !"YES".equals(row.getString(8))
              && ORDERED.contains(row.getString(9))
              && !row.getBoolean(11);
      return new Part(
          row.getInt(5), column, !row.getBoolean(4), whole, String.valueOf(row.getString(10)));
    }
  }
}
