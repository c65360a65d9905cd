package io.dumpwarden.swap;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A foreign key of a table.
 *
 * @param parent the table that it refers to, which need not exist
 * @param columns of the table, in their order
 * @param referenced the columns of the parent, likewise
 */
record ForeignKey(
    Place table,
    String name,
    Place parent,
    List<String> columns,
    List<String> referenced,
    String onUpdate,
    String onDelete) {

  /** A table by its database and name. */
  record Place(String database, String table) {

    String sql() {
      return Sql.name(database, table);
    }

    /** A staging database becomes its target. */
    Place afterwards(List<SwappedUnit> units) {
      return units.stream()
          .filter(unit -> unit.staging().equals(database))
          .map(unit -> new Place(unit.target(), table))
          .findFirst()
          .orElse(this);
    }

    @Override
    public String toString() {
      return database + "." + table;
    }
  }

  String describe() {
    return "foreign key %s of %s refers to %s".formatted(name, table, parent);
  }

  String drop() {
    return "ALTER TABLE %s DROP FOREIGN KEY %s".formatted(table.sql(), Sql.name(name));
  }

  boolean isNamedAs(ForeignKey other) {
    return table.equals(other.table) && name.equals(other.name);
  }

  /** As it is to be once its table and its parent have moved. */
  ForeignKey afterwards(List<SwappedUnit> units) {
    return new ForeignKey(
        table.afterwards(units),
        name,
        parent.afterwards(units),
        columns,
        referenced,
        onUpdate,
        onDelete);
  }

  /**
   * @param unsaid the rule that the server follows where none is named; MariaDB takes the same rule
   *     for another one when it is named
   */
  String add(String unsaid) {
    return "ALTER TABLE %s ADD CONSTRAINT %s FOREIGN KEY (%s) REFERENCES %s (%s)%s%s"
        .formatted(
            table.sql(),
            Sql.name(name),
            list(columns),
            parent.sql(),
            list(referenced),
            onUpdate.equals(unsaid) ? "" : " ON UPDATE " + onUpdate,
            onDelete.equals(unsaid) ? "" : " ON DELETE " + onDelete);
  }

  private static String list(List<String> columns) {
    return columns.stream().map(Sql::name).collect(Collectors.joining(", "));
  }
}
