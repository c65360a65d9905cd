package io.dumpwarden.definition;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/** Writes triggers, routines and events, each under the settings that it was made with. */
final class CodeScript {

  private static final String SETTINGS =
      """
      /*!50003 SET @saved_cs_client      = @@character_set_client */ ;
      /*!50003 SET @saved_cs_results     = @@character_set_results */ ;
      /*!50003 SET @saved_col_connection = @@collation_connection */ ;
      /*!50003 SET character_set_client  = %s */ ;
      /*!50003 SET character_set_results = %s */ ;
      /*!50003 SET collation_connection  = %s */ ;
      /*!50003 SET @saved_sql_mode       = @@sql_mode */ ;
      /*!50003 SET sql_mode              = %s */ ;
      """;

  private static final String RESTORED =
      """
      /*!50003 SET sql_mode              = @saved_sql_mode */ ;
      /*!50003 SET character_set_client  = @saved_cs_client */ ;
      /*!50003 SET character_set_results = @saved_cs_results */ ;
      /*!50003 SET collation_connection  = @saved_col_connection */ ;
      """;

  /** MariaDB 10 knows the word in no other mode. */
  private static final String UNDER_ORACLE =
      """
      /*!50003 SET @saved_sql_mode       = @@sql_mode */ ;
      /*!50003 SET sql_mode              = 'ORACLE' */ ;
      %s/*!50003 SET sql_mode              = @saved_sql_mode */ ;
      """;

  private final ServerReading server;
  private final ScriptOutput out;
  private final boolean mySql;
  private final DropChoice drops;

  CodeScript(ServerReading server, ScriptOutput out, boolean mySql, DropChoice drops) {
    this.server = server;
    this.out = out;
    this.mySql = mySql;
    this.drops = drops;
  }

  /**
   * @param databaseCollation of the object's database now; made under another one, it remembers it
   */
  void write(Defined object, String databaseCollation) throws SQLException, IOException {
    Shown shown = Shown.of(server, object);
    ClientText text = ClientText.of(server, object, shown);
    String then = shown.setting("Database Collation");
    boolean other = !then.isEmpty() && !then.equals(databaseCollation);
    out.write("\n");
    if (drops.of(object.kind())) {
      drop(object);
    }
    if (other) {
      collation(object, then);
    }
    settings(shown, text);
    statement(text);
    restored(object);
    if (other) {
      collation(object, databaseCollation);
    }
  }

  private void drop(Defined object) throws IOException {
    String drop =
        "DROP %s IF EXISTS %s;\n".formatted(object.kind().words(), Sql.name(object.name()));
    out.write(object.kind().isPackage() ? UNDER_ORACLE.formatted(drop) : drop);
  }

  private void collation(Defined object, String collation) throws IOException {
    out.write("ALTER DATABASE %s COLLATE %s;\n".formatted(Sql.name(object.database()), collation));
  }

  private void settings(Shown shown, ClientText text) throws IOException {
    out.write(
        SETTINGS.formatted(
            text.characterSet(),
            text.characterSet(),
            shown.setting("collation_connection"),
            Sql.text(mode(shown.setting("sql_mode")))));
    String zone = shown.setting("time_zone");
    if (!zone.isEmpty()) {
      out.write("/*!50003 SET @saved_time_zone      = @@time_zone */ ;\n");
      out.write("/*!50003 SET time_zone             = %s */ ;\n".formatted(Sql.text(zone)));
    }
  }

  /** MySQL 8 does not know that mode any more, and it means nothing where no account is made. */
  private String mode(String mode) {
    return mySql
        ? String.join(
            ",",
            List.of(mode.split(",")).stream()
                .filter(each -> !each.equals("NO_AUTO_CREATE_USER"))
                .toList())
        : mode;
  }

  /** On a line of its own, the delimiter ends a comment at the end of the text too. */
  private void statement(ClientText text) throws IOException {
    String delimiter = delimiter(text.latin());
    out.write("DELIMITER " + delimiter + "\n");
    out.write(text.statement());
    out.write("\n" + delimiter + "\nDELIMITER ;\n");
  }

  /** The dump tools' own, or another one that is not in the text. */
  static String delimiter(String text) {
    String delimiter = ";;";
    for (int i = 0; text.contains(delimiter); i++) {
      delimiter = "$$" + (i == 0 ? "" : i);
    }
    return delimiter;
  }

  private void restored(Defined object) throws IOException {
    if (object.kind() == DefinedKind.EVENT) {
      out.write("/*!50003 SET time_zone             = @saved_time_zone */ ;\n");
    }
    out.write(RESTORED);
  }
}
