package io.dumpwarden.definition;

import io.dumpwarden.config.Flavor;
import io.dumpwarden.source.BinlogPosition;
import io.dumpwarden.source.ServerFacts;
import io.dumpwarden.source.Version;
import org.jspecify.annotations.Nullable;

/**
 * What the first lines of a dump say.
 *
 * @param program who wrote it, by name and version: {@code Dumpwarden 1.4}
 * @param address of the server, for people
 * @param position of the snapshot in the binary log; null where it is not known
 */
public record DumpHead(
    String program, String address, ServerFacts server, @Nullable BinlogPosition position) {

  /** What the first line of our own dumps begins with, so that readers know them. */
  public static final String MARK = "-- Dumpwarden";

  /** Without ALLOW_INVALID_DATES, a stored 31 February would become a zero without a word. */
  private static final String SETTINGS =
      """

      /*!40101 SET @OLD_CHARACTER_SET_CLIENT=@@CHARACTER_SET_CLIENT */;
      /*!40101 SET @OLD_CHARACTER_SET_RESULTS=@@CHARACTER_SET_RESULTS */;
      /*!40101 SET @OLD_COLLATION_CONNECTION=@@COLLATION_CONNECTION */;
      /*!40101 SET NAMES utf8mb4 */;
      /*!40103 SET @OLD_TIME_ZONE=@@TIME_ZONE */;
      /*!40103 SET TIME_ZONE='+00:00' */;
      /*!40014 SET @OLD_UNIQUE_CHECKS=@@UNIQUE_CHECKS, UNIQUE_CHECKS=0 */;
      /*!40014 SET @OLD_FOREIGN_KEY_CHECKS=@@FOREIGN_KEY_CHECKS, FOREIGN_KEY_CHECKS=0 */;
      /*!40101 SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO,ALLOW_INVALID_DATES' */;
      /*!40111 SET @OLD_SQL_NOTES=@@SQL_NOTES, SQL_NOTES=0 */;
      """;

  static final String RESTORED =
      """

      /*!40103 SET TIME_ZONE=@OLD_TIME_ZONE */;

      /*!40101 SET SQL_MODE=@OLD_SQL_MODE */;
      /*!40014 SET FOREIGN_KEY_CHECKS=@OLD_FOREIGN_KEY_CHECKS */;
      /*!40014 SET UNIQUE_CHECKS=@OLD_UNIQUE_CHECKS */;
      /*!40101 SET CHARACTER_SET_CLIENT=@OLD_CHARACTER_SET_CLIENT */;
      /*!40101 SET CHARACTER_SET_RESULTS=@OLD_CHARACTER_SET_RESULTS */;
      /*!40101 SET COLLATION_CONNECTION=@OLD_COLLATION_CONNECTION */;
      /*!40111 SET SQL_NOTES=@OLD_SQL_NOTES */;

      """;

  String text() {
    StringBuilder text = new StringBuilder();
    text.append(firstLine()).append("\n--\n");
    text.append("-- Host: ").append(Sql.inComment(address)).append('\n');
    text.append("-- ").append("-".repeat(54)).append('\n');
    text.append("-- Server version\t").append(Sql.inComment(version())).append('\n');
    text.append(SETTINGS);
    BinlogPosition known = position;
    if (known != null && !known.namesNone()) {
      text.append("\n--\n-- Position to start replication or point-in-time recovery from\n--\n\n");
      place(known, text);
      gtid(known, text);
    }
    return text.toString();
  }

  private String firstLine() {
    String line = "-- " + Sql.inComment(program);
    return line.startsWith(MARK) ? line : MARK + " " + Sql.inComment(program);
  }

  /** Some servers leave their make out, which readers of dumps go by. */
  private String version() {
    boolean unmarked = server.flavor() == Flavor.MARIADB && !server.version().contains("MariaDB");
    return unmarked ? server.version() + "-MariaDB" : server.version();
  }

  private void place(BinlogPosition known, StringBuilder text) {
    if (known.file() != null && known.position() != null) {
      boolean source =
          server.flavor() == Flavor.MYSQL && server.release().compareTo(new Version(8, 0, 23)) >= 0;
      text.append(
          source
              ? "-- CHANGE REPLICATION SOURCE TO SOURCE_LOG_FILE='%s', SOURCE_LOG_POS=%d;\n"
                  .formatted(Sql.inComment(known.file()), known.position())
              : "-- CHANGE MASTER TO MASTER_LOG_FILE='%s', MASTER_LOG_POS=%d;\n"
                  .formatted(Sql.inComment(known.file()), known.position()));
    }
  }

  private void gtid(BinlogPosition known, StringBuilder text) {
    if (known.gtid() != null) {
      String gtid = known.gtid().replaceAll("\\s", "");
      text.append(
          switch (server.flavor()) {
            case MARIADB -> "-- SET GLOBAL gtid_slave_pos='%s';\n".formatted(gtid);
            case MYSQL -> "/* SET @@GLOBAL.GTID_PURGED='+%s';*/\n".formatted(gtid);
          });
    }
  }
}
