package io.dumpwarden.definition;

import io.dumpwarden.config.Flavor;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.source.ServerFacts;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything of some databases but their rows, as SQL that a stock client replays and that reads
 * like a dump tool's. To be written in this order: {@link #head}, {@link #tables}, the rows, {@link
 * #rest}, {@link #foot}. Rows want a {@code USE} of their own in front of them.
 *
 * <p>Reads through one connection of a snapshot, whose current database and session settings it
 * changes; not to be used for anything else meanwhile. For one thread. Streams are neither closed
 * nor flushed.
 *
 * <p>Throws {@link io.dumpwarden.error.DumpwardenException}: {@code CONFIG_INVALID} for a database
 * whose name has control characters, {@code DEFINITION_CHANGED} where something is gone that was
 * there a moment ago, {@code ACCESS_DENIED} where the account may not read a text, {@code
 * DUMP_FAILED} where the server cannot show a definition.
 */
public final class Definitions {

  private static final DateTimeFormatter COMPLETED =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  private static final String COLLATION =
      """
      SELECT SCHEMA_NAME, DEFAULT_COLLATION_NAME FROM information_schema.SCHEMATA
      WHERE SCHEMA_NAME = ?""";

  private final ServerReading server;
  private final boolean mySql;
  private final List<String> databases;
  private final DefinitionChoice choice;

  /**
   * @param databases in the order in which they are dumped
   */
  public Definitions(
      Connection connection, ServerFacts server, List<String> databases, DefinitionChoice choice) {
    databases.forEach(Definitions::refuseControlCharacters);
    this.server = new ServerReading(connection);
    this.mySql = server.flavor() == Flavor.MYSQL;
    this.databases = List.copyOf(databases);
    this.choice = choice;
  }

  /** The first lines: comments, the position, the settings of the session that replays it. */
  public void head(DumpHead head, OutputStream out) throws IOException {
    new ScriptOutput(out).write(head.text());
  }

  /** The databases, their sequences and tables, and stand-ins for their views. */
  public void tables(OutputStream out) throws SQLException, IOException {
    try (ServerReading.Hold hold = server.hold()) {
      writeTables(new ScriptOutput(out));
    }
  }

  private void writeTables(ScriptOutput output) throws SQLException, IOException {
    TableScript script = new TableScript(server, output, choice.drops());
    Map<String, List<Defined>> objects = new LinkedHashMap<>();
    for (String database : databases) {
      server.use(database);
      objects.put(database, objects(database).tables());
      script.database(database);
      // a table's default may be the next value of any database's sequence
      for (Defined sequence : of(objects.get(database), DefinedKind.SEQUENCE)) {
        script.sequence(sequence);
      }
    }
    for (String database : databases) {
      server.use(database);
      output.enter(database);
      for (Defined table : of(objects.get(database), DefinedKind.TABLE)) {
        script.table(table);
      }
      for (Defined view : of(objects.get(database), DefinedKind.VIEW)) {
        script.standIn(view);
      }
    }
  }

  /** What comes after the rows: routines, views, triggers, events. */
  public void rest(OutputStream out) throws SQLException, IOException {
    try (ServerReading.Hold hold = server.hold()) {
      writeRest(new ScriptOutput(out));
    }
  }

  private void writeRest(ScriptOutput output) throws SQLException, IOException {
    for (String database : databases) {
      code(database, "Dumping routines for database", objects(database).routines(), output);
    }
    List<Defined> views = new ArrayList<>();
    for (String database : databases) {
      views.addAll(of(objects(database).tables(), DefinedKind.VIEW));
    }
    new ViewScript(server, output).write(views);
    for (String database : databases) {
      List<Defined> triggers =
          objects(database).triggers().values().stream().flatMap(List::stream).toList();
      code(database, "Dumping triggers for database", triggers, output);
    }
    // last, so that none fires before all is there
    for (String database : databases) {
      code(database, "Dumping events for database", objects(database).events(), output);
    }
  }

  /**
   * The last lines, which give the session its settings back.
   *
   * @param completed what the end marker says
   */
  public void foot(Instant completed, OutputStream out) throws IOException {
    new ScriptOutput(out)
        .write(DumpHead.RESTORED + "-- Dump completed on " + COMPLETED.format(completed) + "\n");
  }

  /**
   * What is defined at this moment, whatever moment the snapshot shows; on MySQL, without what came
   * after the snapshot, which is no part of the dump either. To see all changes, take the first one
   * before the snapshot through a connection of its own, and another one behind {@link #rest}.
   */
  public DefinitionFingerprint fingerprint() throws SQLException {
    try (ServerReading.Hold hold = server.hold()) {
      FingerprintReading reading = new FingerprintReading(server);
      for (String database : databases) {
        reading.database(database, objects(database));
      }
      return reading.fingerprint();
    }
  }

  private void code(String database, String title, List<Defined> objects, ScriptOutput output)
      throws SQLException, IOException {
    if (objects.isEmpty()) {
      return;
    }
    server.use(database);
    output.enter(database);
    output.title("%s %s".formatted(title, Sql.name(database)));
    CodeScript script = new CodeScript(server, output, mySql, choice.drops());
    String collation = collation(database);
    for (Defined object : objects) {
      script.write(object, collation);
    }
  }

  private String collation(String database) throws SQLException {
    return server.ofDatabase(database, row -> row.getString(2), COLLATION).stream()
        .findFirst()
        .orElseThrow(() -> Shown.gone(Defined.database(database), null));
  }

  private DatabaseObjects objects(String database) {
    return new DatabaseObjects(server, database, choice);
  }

  private static List<Defined> of(List<Defined> objects, DefinedKind kind) {
    return objects.stream().filter(object -> object.kind() == kind).toList();
  }

  /** Line breaks in a name would put it outside the comments that are written around it. */
  private static void refuseControlCharacters(String database) {
    if (database.chars().anyMatch(Character::isISOControl)) {
      throw new DumpwardenException(
          ErrorCode.CONFIG_INVALID,
          "a database name with control characters cannot be dumped safely: rename or exclude it: "
              + Sql.inComment(database));
    }
  }
}
