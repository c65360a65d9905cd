package io.dumpwarden.engines;

import java.util.List;

/** Options of every test server; a test's own ones follow and win. */
final class ForTests {

  /** A row of 20 MB passes, which a dump writes as 40 MB of hexadecimal digits. */
  static final String LARGE_PACKETS = "--max-allowed-packet=128M";

  // Nothing waits for the disk: that is the machine's crash to survive, and tests only kill
  // servers.
  static final List<String> MARIADB = List.of(LARGE_PACKETS, "--debug-no-sync");
  static final List<String> MYSQL =
      List.of(LARGE_PACKETS, "--innodb-flush-method=nosync", "--sync-binlog=0");

  private ForTests() {}
}
