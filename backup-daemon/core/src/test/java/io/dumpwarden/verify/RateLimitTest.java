package io.dumpwarden.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.pipeline.Compression;
import io.dumpwarden.source.Inventory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long reading takes is decided by the limit, measured on a clock that only pauses move. */
class RateLimitTest {

  private Instant now = Instant.EPOCH;
  private final RateLimit limit = new RateLimit(1000, () -> now, pause -> now = now.plus(pause));

  @Test
  void readsNoFasterThanAllowed() throws Exception {
    limit.take(1000);
    for (int i = 0; i < 600; i++) {
      limit.take(100);
    }
    assertThat(took()).isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void aLongRestIsNotMadeUpFor() throws Exception {
    limit.take(1000);
    now = now.plus(Duration.ofHours(1));
    limit.take(11_000);
    assertThat(took()).isEqualTo(Duration.ofHours(1).plusSeconds(10));
  }

  @Test
  void mayBeChangedAndTakenAway() throws Exception {
    limit.take(1000);
    limit.set(10_000);
    limit.take(10_000);
    assertThat(took()).isEqualTo(Duration.ofSeconds(1));
    limit.set(0);
    limit.take(Long.MAX_VALUE);
    assertThat(took()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void whatIsVerifiedIsReadByIt(@TempDir Path folder) {
    try (Archive archive = new Archive(folder, "disk")) {
      String sql = Archive.SQL.replace("(2);", "(2);\n" + "-- something\n".repeat(10_000));
      Backup backup =
          archive.backup(
              new Archive.Making(
                  sql, Compression.Algorithm.NONE, false, List.of(Inventory.empty("shop"))),
              "disk");
      archive.rate.set(1000);
      Instant begin = archive.now();

      assertThat(archive.verify(backup, "disk", false).isGood()).isTrue();

      assertThat(Duration.between(begin, archive.now()).toSeconds())
          .isBetween(sql.length() / 1000L - 2, sql.length() / 1000L + 2);
    }
  }

  private Duration took() {
    return Duration.between(Instant.EPOCH, now);
  }
}
