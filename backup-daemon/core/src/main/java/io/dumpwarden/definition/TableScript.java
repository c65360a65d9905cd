package io.dumpwarden.definition;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/** Writes databases, sequences, tables, and stand-ins for views. */
final class TableScript {

  private final ServerReading server;
  private final ScriptOutput out;
  private final DropChoice drops;

  TableScript(ServerReading server, ScriptOutput out, DropChoice drops) {
    this.server = server;
    this.out = out;
    this.drops = drops;
  }

  void database(String database) throws SQLException, IOException {
    out.current(database);
    if (drops.databases()) {
      // readers of dumps know it in this form
      out.write("/*!40000 DROP DATABASE IF EXISTS " + Sql.name(database) + "*/;\n\n");
    }
    out.write(Shown.of(server, Defined.database(database)).text() + ";\n\n");
    out.use(database);
  }

  /** With how far it has come. */
  void sequence(Defined sequence) throws SQLException, IOException {
    String name = Sql.name(sequence.name());
    out.title("Sequence structure for " + name);
    drop("DROP SEQUENCE IF EXISTS " + name + ";\n");
    out.write(Shown.of(server, sequence).text() + ";\n");
    // rounds count too: a sequence that may not cycle again is at its end
    out.write("DO SETVAL(%s, %s);\n".formatted(name, state(sequence)));
  }

  private String state(Defined sequence) throws SQLException {
    try {
      return server
          .shown(
              row -> "%s, 0, %s".formatted(row.getString(1), row.getString(2)),
              "SELECT next_not_cached_value, cycle_count FROM "
                  + Sql.name(sequence.database(), sequence.name()))
          .get(0);
    } catch (SQLException e) {
      throw Shown.failure(sequence, e);
    }
  }

  void table(Defined table) throws SQLException, IOException {
    String name = Sql.name(table.name());
    out.title("Table structure for table " + name);
    drop("DROP TABLE IF EXISTS " + name + ";\n");
    String shown = ForeignKeyNames.repaired(server, table, Shown.of(server, table).text());
    out.write(lostTexts(table, shown) + ";\n");
  }

  private String lostTexts(Defined table, String shown) throws SQLException {
    try {
      return LostTexts.repaired(server, table, shown);
    } catch (SQLException e) {
      throw Shown.failure(table, e);
    }
  }

  /** A view with nothing but its columns, for others to be made over it. */
  void standIn(Defined view) throws SQLException, IOException {
    String name = Sql.name(view.name());
    String columns =
        columns(view).stream()
            .map(column -> " 1 AS " + Sql.name(column))
            .collect(Collectors.joining(",\n"));
    out.title("Temporary view structure for view " + name);
    drop("DROP TABLE IF EXISTS " + name + ";\n");
    drop("/*!50001 DROP VIEW IF EXISTS " + name + "*/;\n");
    out.write("/*!50001 CREATE VIEW " + name + " AS SELECT\n" + columns + "*/;\n");
  }

  private void drop(String statement) throws IOException {
    if (drops.tables()) {
      out.write(statement);
    }
  }

  private List<String> columns(Defined view) throws SQLException {
    try {
      return server.shown(
          row -> row.getString(1), "SHOW FIELDS FROM " + Sql.name(view.database(), view.name()));
    } catch (SQLException e) {
      throw Shown.failure(view, e);
    }
  }
}
