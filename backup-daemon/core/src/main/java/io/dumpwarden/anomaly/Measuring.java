package io.dumpwarden.anomaly;

import io.dumpwarden.anomaly.Measure.Made;
import io.dumpwarden.anomaly.Measure.Rows;
import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.DumpFacts;
import io.dumpwarden.catalog.Manifest;
import io.dumpwarden.source.Inventory;
import io.dumpwarden.source.TableFacts;
import java.util.List;
import java.util.Objects;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Takes a backup's figures from its row and its manifest. */
final class Measuring {

  /** Dump options that change how long the same rows are as text. */
  private static final List<String> SHAPING = List.of("extended-insert", "complete-insert");

  /** A foreign manifest may say anything. */
  private static final int LONGEST = 255;

  private Measuring() {}

  /**
   * @param backup with its result
   */
  static Measured of(Backup backup, Manifest manifest) {
    DumpFacts facts = Objects.requireNonNull(backup.result());
    return new Measured(
        backup.id(),
        backup.schedule(),
        backup.server(),
        backup.scope(),
        new Measure(
            new Made(dumpedBy(manifest), packedBy(manifest)),
            facts.rawBytes(),
            facts.storedBytes(),
            backup.duration().toMillis(),
            tables(manifest),
            rows(manifest)));
  }

  /** Not which program: MySQL's and MariaDB's write the same rows in nearly as many bytes. */
  private static String dumpedBy(Manifest manifest) {
    StringJoiner words = new StringJoiner(" ");
    words.add(manifest.engine());
    manifest.tool().options().stream()
        .filter(option -> SHAPING.stream().anyMatch(option::endsWith))
        .sorted()
        .forEach(words::add);
    String all = words.toString();
    return all.substring(0, Math.min(all.length(), LONGEST));
  }

  private static String packedBy(Manifest manifest) {
    Manifest.CompressionUsed compression = manifest.compression();
    Manifest.EncryptionUsed encryption = manifest.encryption();
    return "%s %d %s"
        .formatted(
            compression.algorithm(),
            compression.level(),
            encryption == null ? "none" : encryption.algorithm());
  }

  /** An outcome that was recorded in short has no inventories. */
  private static @Nullable Long tables(Manifest manifest) {
    List<Inventory> inventories = manifest.inventories();
    return inventories.isEmpty()
        ? null
        : inventories.stream().mapToLong(inventory -> inventory.tables().size()).sum();
  }

  private static @Nullable Rows rows(Manifest manifest) {
    Long counted = manifest.raw().rows();
    if (counted != null) {
      return new Rows(counted, true);
    }
    Manifest.Contents contents = manifest.contents();
    boolean inPart =
        contents != null
            && (contents.structureOnly()
                || !contents.excludedTables().isEmpty()
                || !contents.excludedTableData().isEmpty());
    // an estimate is that of the server's tables, whatever of them is dumped
    return inPart || manifest.inventories().isEmpty() ? null : new Rows(estimate(manifest), false);
  }

  private static long estimate(Manifest manifest) {
    return manifest.inventories().stream()
        .flatMap(inventory -> inventory.tables().stream())
        .mapToLong(TableFacts::rowEstimate)
        .sum();
  }
}
