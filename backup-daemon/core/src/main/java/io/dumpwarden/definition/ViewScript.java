package io.dumpwarden.definition;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Writes views over what they read. No view can be made over one whose account is gone, so that
 * those that others read are made without an account first, and get theirs when all are there.
 */
final class ViewScript {

  private static final String SETTINGS =
      """
      /*!50001 SET @saved_cs_client          = @@character_set_client */;
      /*!50001 SET @saved_cs_results         = @@character_set_results */;
      /*!50001 SET @saved_col_connection     = @@collation_connection */;
      /*!50001 SET character_set_client      = %s */;
      /*!50001 SET character_set_results     = %s */;
      /*!50001 SET collation_connection      = %s */;
      """;

  private static final String RESTORED =
      """
      /*!50001 SET character_set_client      = @saved_cs_client */;
      /*!50001 SET character_set_results     = @saved_cs_results */;
      /*!50001 SET collation_connection      = @saved_col_connection */;
      """;

  private static final Pattern DEFINER =
      Pattern.compile("DEFINER=`(?:[^`]|``)*+`(?:@`(?:[^`]|``)*+`)? ");

  private final ServerReading server;
  private final ScriptOutput out;

  ViewScript(ServerReading server, ScriptOutput out) {
    this.server = server;
    this.out = out;
  }

  void write(List<Defined> views) throws SQLException, IOException {
    ViewOrder order = new ViewOrder();
    for (Defined view : views) {
      server.use(view.database());
      order.add(view, Shown.of(server, view).text());
    }
    Set<Defined> readByOthers = order.read();
    List<Defined> read = new ArrayList<>();
    for (Defined view : order.sorted()) {
      boolean first = readByOthers.contains(view);
      title(view, first ? "View structure for view " : "Final view structure for view ");
      out.write("/*!50001 DROP VIEW IF EXISTS %s*/;\n".formatted(Sql.name(view.name())));
      make(view, first ? Form.WITHOUT_ACCOUNT : Form.AS_SHOWN);
      if (first) {
        read.add(view);
      }
    }
    for (Defined view : read) {
      title(view, "Final view structure for view ");
      make(view, Form.REPLACING);
    }
  }

  private enum Form {
    AS_SHOWN,
    WITHOUT_ACCOUNT,
    REPLACING
  }

  private void title(Defined view, String words) throws SQLException, IOException {
    server.use(view.database());
    out.enter(view.database());
    out.title(words + Sql.name(view.name()));
  }

  private void make(Defined view, Form form) throws SQLException, IOException {
    Shown shown = Shown.of(server, view);
    ClientText text = ClientText.of(server, view, shown);
    String client = text.characterSet();
    out.write(SETTINGS.formatted(client, client, shown.setting("collation_connection")));
    out.write(statement(text.latin(), form).getBytes(StandardCharsets.ISO_8859_1));
    out.write(";\n" + RESTORED);
  }

  private static String statement(String shown, Form form) {
    return switch (form) {
      case AS_SHOWN -> shown;
      case WITHOUT_ACCOUNT -> DEFINER.matcher(shown).replaceFirst("");
      case REPLACING -> shown.replaceFirst("\\ACREATE ", "CREATE OR REPLACE ");
    };
  }
}
