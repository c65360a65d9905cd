package io.dumpwarden.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.BackupStatus;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.metadata.TestRuns;
import io.dumpwarden.run.RunEnd;
import io.dumpwarden.run.RunStatus;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunEndsTest {

  @Test
  void ofManyFlawedBackupsTheFirstFewAreNamed() {
    Backup begun = TestRuns.begun("run", "shop", "crm");
    Backup failed = TestRuns.ended(begun, BackupStatus.INTERRUPTED, TestRuns.FIRE);

    assertThat(RunEnds.of(List.of(failed), TestRuns.FIRE).message())
        .isEqualTo("database crm: it broke");
    assertThat(RunEnds.of(Collections.nCopies(390, failed), TestRuns.FIRE).message())
        .startsWith("database crm: it broke; database crm")
        .endsWith("; … and 380 more")
        .hasSizeLessThan(500);
  }

  @Test
  void whatARunLacksMakesAGoodEndPartial() {
    Shortcoming one = new Shortcoming(ErrorCode.NOT_FOUND, "no database x");
    Shortcoming two = new Shortcoming(ErrorCode.VIEWS_BROKEN, "views y");

    RunEnd end = RunEnds.with(RunEnd.succeeded(TestRuns.FIRE), List.of(one, two));

    assertThat(end.status()).isEqualTo(RunStatus.PARTIAL);
    assertThat(end.errorCode()).isEqualTo("not-found");
    assertThat(end.message()).isEqualTo("no database x; views y");
    assertThat(end.hint()).isEqualTo(ErrorCode.NOT_FOUND.hint());
    assertThat(end.at()).isEqualTo(TestRuns.FIRE);
  }

  @Test
  void aBadEndKeepsItsOwnReasonAndTellsTheRest() {
    Shortcoming lack = new Shortcoming(ErrorCode.NOT_FOUND, "no database x");
    RunEnd bad =
        RunEnd.failed(new DumpwardenException(ErrorCode.STORAGE_FULL, "it broke"), TestRuns.FIRE);

    RunEnd end = RunEnds.with(bad, List.of(lack));

    assertThat(end.status()).isEqualTo(RunStatus.FAILED);
    assertThat(end.errorCode()).isEqualTo("storage-full");
    assertThat(end.message()).isEqualTo("it broke; no database x");
    assertThat(end.retryable()).isTrue();
    assertThat(RunEnds.with(bad, List.of())).isEqualTo(bad);
  }
}
