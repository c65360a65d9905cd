package io.dumpwarden.restore;

import java.nio.charset.StandardCharsets;

/** What a client is told in front of the dump, in its first line: the lines keep their numbers. */
final class SessionPrefix {

  private SessionPrefix() {}

  static byte[] of(RestoreRequest.Load load) {
    String settings = "SET SESSION FOREIGN_KEY_CHECKS=0;SET SESSION UNIQUE_CHECKS=0;";
    String all = load.withoutBinlog() ? settings + "SET SESSION SQL_LOG_BIN=0;" : settings;
    return all.getBytes(StandardCharsets.US_ASCII);
  }
}
