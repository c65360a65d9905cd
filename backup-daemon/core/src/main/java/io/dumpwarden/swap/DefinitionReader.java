package io.dumpwarden.swap;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.swap.Holdings.Definition;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads definitions of a database so that each can be made again exactly as it was. */
final class DefinitionReader {

  private static final String NAMES_AS_HERE = "SET NAMES utf8mb4;\n";
  private static final String CLIENT = "character_set_client";
  private static final String CONNECTION = "collation_connection";
  private static final String DATABASE = "Database Collation";

  private final TargetSession session;
  private final String database;
  private final String databaseCollation;
  private final String delimiter = "//" + HexFormat.of().formatHex(random());

  DefinitionReader(TargetSession session, String database) throws SQLException {
    this.session = session;
    this.database = database;
    this.databaseCollation =
        session
            .rows(
                row -> row.getString(1),
                "SELECT DEFAULT_COLLATION_NAME FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = ?",
                database)
            .get(0);
  }

  /**
   * @param broken the views that cannot be opened now
   */
  SavedDefinition read(Definition definition, Set<String> broken) throws SQLException {
    Map<String, @Nullable String> shown = settings(definition);
    byte[] text = text(definition, shown.get(CLIENT));
    ByteArrayOutputStream script = new ByteArrayOutputStream();
    write(script, NAMES_AS_HERE + "USE " + Sql.name(database) + ";\n");
    write(script, collation(shown.get(DATABASE), databaseCollation));
    write(script, sessionSettings(shown));
    write(script, "DELIMITER " + delimiter + "\n");
    script.writeBytes(text);
    write(script, "\n" + delimiter + "\nDELIMITER ;\n" + NAMES_AS_HERE);
    write(script, collation(databaseCollation, shown.get(DATABASE)));
    boolean isBroken =
        definition.kind() == DefinitionKind.VIEW && broken.contains(definition.name());
    return new SavedDefinition(
        definition.kind(), definition.name(), isBroken, script.toByteArray());
  }

  private Map<String, @Nullable String> settings(Definition definition) throws SQLException {
    return session.shown(DefinitionReader::columns, statement(definition)).get(0);
  }

  private static Map<String, @Nullable String> columns(ResultSet row) throws SQLException {
    Map<String, @Nullable String> columns = new HashMap<>();
    ResultSetMetaData names = row.getMetaData();
    for (int i = 1; i <= names.getColumnCount(); i++) {
      columns.put(names.getColumnLabel(i), row.getString(i));
    }
    return columns;
  }

  /** The bytes as its author's client sent them, which is the encoding that it is made again in. */
  private byte[] text(Definition definition, @Nullable String client) throws SQLException {
    session.execute("SET character_set_results = " + client);
    try {
      byte @Nullable [] text =
          session
              .shown(row -> row.getBytes(definition.kind().textColumn()), statement(definition))
              .get(0);
      if (text == null) {
        throw new DumpwardenException(
            ErrorCode.ACCESS_DENIED,
            "the account may not read %s %s of %s"
                .formatted(definition.kind().word(), definition.name(), database),
            "GRANT SELECT ON *.* or, on MySQL from 8.0.20 on, SHOW_ROUTINE to the restore account",
            null);
      }
      return text;
    } finally {
      session.execute("SET character_set_results = utf8mb4");
    }
  }

  private String statement(Definition definition) {
    return "SHOW CREATE %s %s"
        .formatted(definition.kind().words(), Sql.name(database, definition.name()));
  }

  private static String sessionSettings(Map<String, @Nullable String> shown) {
    StringBuilder set = new StringBuilder("SET character_set_client = ");
    set.append(shown.get(CLIENT)).append(", character_set_results = ").append(shown.get(CLIENT));
    set.append(", collation_connection = ").append(shown.get(CONNECTION));
    set.append(", sql_mode = ").append(Sql.text(orEmpty(shown.get("sql_mode"))));
    String zone = shown.get("time_zone");
    set.append(", time_zone = ").append(zone == null ? "DEFAULT" : Sql.text(zone));
    return set.append(";\n").toString();
  }

  /** What is made remembers the collation that the database has at that moment. */
  private String collation(@Nullable String wanted, @Nullable String now) {
    if (wanted == null || now == null || wanted.equals(now)) {
      return "";
    }
    return "ALTER DATABASE %s COLLATE %s;\n".formatted(Sql.name(database), wanted);
  }

  private static void write(ByteArrayOutputStream script, String text) {
    script.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static byte[] random() {
    // the clients take no more than 15 characters
    byte[] bytes = new byte[6];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }
}
