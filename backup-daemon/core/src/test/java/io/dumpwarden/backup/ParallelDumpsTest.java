package io.dumpwarden.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.BackupStatus;
import io.dumpwarden.catalog.Copy;
import io.dumpwarden.catalog.CopyStatus;
import io.dumpwarden.dump.DumpEngine;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.run.ActiveRun;
import io.dumpwarden.run.RunEnd;
import io.dumpwarden.run.RunProgress;
import io.dumpwarden.run.RunStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several databases of one server, dumped at the same time. */
@Timeout(60)
class ParallelDumpsTest {

  private static final String[] THREE = several("side_a,side_b,side_c");

  @TempDir Path folder;
  private Bench bench;

  @BeforeEach
  void open() throws Exception {
    bench = new Bench(folder, "disk");
    for (String name : List.of("side_a", "side_b", "side_c", "side_d")) {
      bench.source.fresh(name);
      bench.source.execute("CREATE TABLE " + name + ".t AS SELECT 1 AS a");
    }
  }

  @AfterEach
  void close() {
    bench.close();
  }

  /** Only dump programs are started side by side. */
  private static String[] several(String databases) {
    return new String[] {
      "include_databases", databases, "engine", "mysqldump", "parallel_dumps", "2"
    };
  }

  @Test
  void twoAreAtWorkAtOnceAndTheirOrderIsKept() {
    CyclicBarrier both = new CyclicBarrier(2);
    ActiveRun run = bench.scheduled(several("side_a,side_b,side_c,side_d"));

    RunEnd end = bench.run(run, before(() -> both.await(30, TimeUnit.SECONDS)));

    assertThat(end.status()).as("%s", end.message()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(bench.backups(run)).extracting(Backup::status).containsOnly(BackupStatus.SUCCEEDED);
    assertThat(bench.keys("disk")).filteredOn(key -> key.endsWith(".meta.json")).hasSize(4);
    RunProgress progress = run.meter().sample();
    assertThat(progress.databasesDone()).isEqualTo(4);
    assertThat(progress.databasesTotal()).isEqualTo(4);
    assertThat(progress.database()).isNull();
    assertThat(progress.rawBytes())
        .isEqualTo(bench.backups(run).stream().mapToLong(b -> b.result().rawBytes()).sum());
    assertThat(progress.storedBytes())
        .isEqualTo(bench.backups(run).stream().mapToLong(b -> b.result().storedBytes()).sum());
  }

  @Test
  void theAnswerIsInTheOrderOfTheUnits() throws Throwable {
    CountDownLatch laterOnes = new CountDownLatch(2);
    DumpEngine firstComesLast =
        Workshop.engine(
            request -> {
              if (request.databases().contains("side_a")) {
                await(laterOnes);
              }
              laterOnes.countDown();
              return bench.source.dumper().open(request);
            });
    PreparedRun prepared = bench.preparation().prepare(bench.scheduled(THREE));

    List<Backup> backups = new UnitWorkers(prepared, bench.databaseBackup(firstComesLast)).run();

    assertThat(backups).extracting(Backup::scope).containsExactly("side_a", "side_b", "side_c");
    assertThat(backups).extracting(Backup::status).containsOnly(BackupStatus.SUCCEEDED);
  }

  @Test
  void oneThatFailsStopsNoOther() {
    ActiveRun run = bench.scheduled(THREE);
    DumpEngine engine =
        Workshop.engine(
            request -> {
              if (request.databases().contains("side_b")) {
                throw new DumpwardenException(ErrorCode.DUMP_FAILED, "it broke");
              }
              return bench.source.dumper().open(request);
            });

    RunEnd end = bench.run(run, engine);

    assertThat(end.status()).isEqualTo(RunStatus.PARTIAL);
    assertThat(end.message()).isEqualTo("database side_b: it broke");
    assertThat(statusOf(run, "side_a")).isEqualTo(BackupStatus.SUCCEEDED);
    assertThat(statusOf(run, "side_b")).isEqualTo(BackupStatus.FAILED);
    assertThat(statusOf(run, "side_c")).isEqualTo(BackupStatus.SUCCEEDED);
    assertThat(run.meter().sample().databasesDone()).isEqualTo(3);
  }

  @Test
  void anEndFromOutsideEndsAllAndLeavesNothing() {
    assertEnds(ErrorCode.CANCELLED, RunStatus.CANCELLED, BackupStatus.CANCELLED);
  }

  @Test
  void aTimeoutEndsAllAndLeavesNothing() {
    assertEnds(ErrorCode.TIMEOUT, RunStatus.FAILED, BackupStatus.FAILED);
  }

  private void assertEnds(ErrorCode code, RunStatus status, BackupStatus backups) {
    ActiveRun run = bench.scheduled(THREE);
    CyclicBarrier both =
        new CyclicBarrier(2, () -> run.control().end(code, "it is to end, says the test"));

    RunEnd end = bench.run(run, before(() -> both.await(30, TimeUnit.SECONDS)));

    assertThat(end.status()).isEqualTo(status);
    assertThat(end.errorCode()).isEqualTo(code.code());
    assertThat(end.message()).isEqualTo("it is to end, says the test");
    assertThat(bench.backups(run)).as("the third never began").hasSize(2);
    assertThat(bench.backups(run)).extracting(Backup::status).containsOnly(backups);
    assertThat(bench.backups(run))
        .flatExtracting(Backup::copies)
        .extracting(Copy::status)
        .containsOnly(CopyStatus.FAILED);
    assertThat(bench.keys("disk")).isEmpty();
    assertThat(bench.storages.get("disk").pendingWrites("")).isEmpty();
  }

  /** The real dump, after a step that two threads take together. */
  private DumpEngine before(Step step) {
    return Workshop.engine(
        request -> {
          step.takeQuietly();
          return bench.source.dumper().open(request);
        });
  }

  private interface Step {
    void take() throws InterruptedException, BrokenBarrierException, TimeoutException;

    default void takeQuietly() {
      try {
        take();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (BrokenBarrierException | TimeoutException e) {
        throw new AssertionError("nobody else was at work", e);
      }
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private BackupStatus statusOf(ActiveRun run, String scope) {
    return bench.backups(run).stream()
        .filter(backup -> backup.scope().equals(scope))
        .findFirst()
        .orElseThrow()
        .status();
  }
}
