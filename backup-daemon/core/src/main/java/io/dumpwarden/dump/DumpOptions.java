package io.dumpwarden.dump;

import io.dumpwarden.config.Flavor;
import io.dumpwarden.source.Version;
import java.util.ArrayList;
import java.util.List;

/** The options that each dump program gets, by flavor and release. */
final class DumpOptions {

  private static final List<String> EVERYWHERE =
      List.of(
          "--single-transaction",
          "--quick",
          "--routines",
          "--triggers",
          "--events",
          "--hex-blob",
          "--tz-utc",
          "--comments",
          "--default-character-set=utf8mb4",
          // The list of tablespaces needs the PROCESS privilege and restores nothing.
          "--no-tablespaces",
          "--max-allowed-packet=1G");

  private static final List<Since> ORACLE =
      List.of(
          // Positions are not what a logical restore into any server should set.
          new Since(new Version(5, 6, 9), "--set-gtid-purged=OFF"),
          // On by default in early 8.0, and an error on servers that lack the table.
          new Since(new Version(8, 0, 0), "--column-statistics=0"));

  private DumpOptions() {}

  static List<String> of(ClientProgram program) {
    List<String> options = new ArrayList<>(EVERYWHERE);
    if (program.flavor() == Flavor.MYSQL) {
      ORACLE.stream()
          .filter(since -> program.release().compareTo(since.release()) >= 0)
          .forEach(since -> options.add(since.option()));
    }
    return List.copyOf(options);
  }

  private record Since(Version release, String option) {}
}
