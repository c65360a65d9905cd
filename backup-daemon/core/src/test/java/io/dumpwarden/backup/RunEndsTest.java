package io.dumpwarden.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.BackupStatus;
import io.dumpwarden.metadata.TestRuns;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunEndsTest {

  @Test
  void ofManyFlawedBackupsTheFirstFewAreNamed() {
    Backup begun = TestRuns.begun("run", "shop", "crm");
    Backup failed = SweptBackup.interrupted(begun, "it broke", TestRuns.FIRE);

    assertThat(RunEnds.of(List.of(failed), TestRuns.FIRE).message())
        .isEqualTo("database crm: it broke");
    assertThat(RunEnds.of(Collections.nCopies(390, failed), TestRuns.FIRE).message())
        .startsWith("database crm: it broke; database crm")
        .endsWith("; … and 380 more")
        .hasSizeLessThan(500);
    assertThat(failed.status()).isEqualTo(BackupStatus.INTERRUPTED);
  }
}
