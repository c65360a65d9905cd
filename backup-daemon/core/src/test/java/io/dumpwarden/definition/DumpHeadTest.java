package io.dumpwarden.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.config.Flavor;
import io.dumpwarden.dump.DumpScan;
import io.dumpwarden.source.BinlogPosition;
import io.dumpwarden.source.Grants;
import io.dumpwarden.source.ServerFacts;
import io.dumpwarden.source.Version;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DumpHeadTest {

  private static final String NEXT = "--\n-- Current Database: `shop`\n--\n\nUSE `shop`;\n";

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "MARIADB,10.6.14-log,0-1-2,\"-- CHANGE MASTER TO MASTER_LOG_FILE='binlog.000007', MASTER_LOG_POS=4711;\"",
        "MYSQL,5.7.44,3e11fa47-71ca-11e1-9e33-c80aa9429562:1-23,\"-- CHANGE MASTER TO MASTER_LOG_FILE='binlog.000007', MASTER_LOG_POS=4711;\"",
        "MYSQL,9.7.4,3e11fa47-71ca-11e1-9e33-c80aa9429562:1-23,\"-- CHANGE REPLICATION SOURCE TO SOURCE_LOG_FILE='binlog.000007', SOURCE_LOG_POS=4711;\""
      })
  void tellsThePositionAsTheToolsDo(Flavor flavor, String version, String gtid, String line) {
    BinlogPosition position = new BinlogPosition(gtid, "binlog.000007", 4711L, true);

    String text = head(flavor, version, position).text();

    assertThat(text).startsWith("-- Dumpwarden 1.4\n--\n-- Host: db:3306\n").contains(line + "\n");
    assertThat(text.contains("-- Server version\t" + version + "-MariaDB\n"))
        .isEqualTo(flavor == Flavor.MARIADB);
    DumpScan scan = new DumpScan();
    byte[] bytes = (text + NEXT).getBytes(StandardCharsets.UTF_8);
    scan.see(bytes, 0, bytes.length);
    assertThat(scan.position(true)).contains(position);
    assertThat(scan.databases()).containsExactly("shop");
  }

  private static DumpHead head(Flavor flavor, String version, BinlogPosition position) {
    Version release = Version.in(version).orElseThrow();
    ServerFacts server = new ServerFacts(flavor, version, release, true, Grants.ofEverything());
    return new DumpHead("Dumpwarden 1.4", "db:3306", server, position);
  }
}
