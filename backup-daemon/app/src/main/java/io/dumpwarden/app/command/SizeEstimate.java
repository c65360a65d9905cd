package io.dumpwarden.app.command;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.BackupCatalog;
import io.dumpwarden.catalog.BackupFilter;
import io.dumpwarden.catalog.DumpFacts;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** How many bytes a dump will have: as many as the last one, else what the tables take. */
final class SizeEstimate {

  private static final int LOOK_BACK = 5;

  private final BackupCatalog catalog;
  private final SourceLook look;

  SizeEstimate(BackupCatalog catalog, SourceLook look) {
    this.catalog = catalog;
    this.look = look;
  }

  /** One file of these databases; at least one. */
  long of(List<String> databases) {
    return last(databases).orElseGet(() -> look.bytesOf(databases));
  }

  private OptionalLong last(List<String> databases) {
    BackupFilter filter =
        BackupFilter.builder()
            .server(look.server().name())
            .database(databases.get(0))
            .status("succeeded")
            .limit(LOOK_BACK)
            .build();
    return catalog.list(filter).stream()
        .filter(backup -> new HashSet<>(backup.databases()).equals(new HashSet<>(databases)))
        .map(Backup::result)
        .flatMap(Stream::ofNullable)
        .mapToLong(DumpFacts::rawBytes)
        .findFirst();
  }
}
