package io.dumpwarden.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.ManifestFormat;
import io.dumpwarden.config.Storage;
import io.dumpwarden.config.StorageType;
import io.dumpwarden.secret.MasterKey;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Memory does not grow with the number of manifests. */
class RebuildMemoryTest {

  private static final int MANIFESTS = 20_000;
  private static final Storage STORAGE =
      new Storage("id-of-many", "many", StorageType.S3, Map.of(), null, true);

  private final ManifestFormat format = new ManifestFormat(MasterKey.generate()::manifestMac);

  @Test
  void twentyThousandTakeNoMoreThanAThousand() {
    Measuring rows = new Measuring();

    RebuildReport report =
        new CatalogRebuild(rows, format)
            .run(
                new CatalogRebuild.Wish(STORAGE, null, false, false),
                // of 10 KB each: kept, they would take 200 MB
                new ManyManifests(MANIFESTS, 100, format),
                finding -> {
                  throw new AssertionError(finding);
                });

    assertThat(report.backupsAdded()).isEqualTo(MANIFESTS);
    assertThat(rows.last - rows.first).isLessThan(24L << 20);
  }

  /** Takes all, keeps nothing, and looks at the heap early and late. */
  private static final class Measuring implements CatalogImport {
    private int seen;
    private long first;
    private long last;

    @Override
    public Answer add(Backup backup, Weight weight) {
      seen++;
      if (seen == 1_000) {
        first = used();
      }
      if (seen == MANIFESTS) {
        last = used();
      }
      return new Answer(Outcome.BACKUP_ADDED, "");
    }

    @Override
    public Answer preview(Backup backup) {
      throw new AssertionError("no dry run");
    }

    private static long used() {
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      return runtime.totalMemory() - runtime.freeMemory();
    }
  }
}
