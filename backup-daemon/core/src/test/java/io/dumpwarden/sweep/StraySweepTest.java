package io.dumpwarden.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.backup.Failing;
import io.dumpwarden.backup.Wreck;
import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.BackupCatalog;
import io.dumpwarden.catalog.BackupStatus;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.metadata.JdbiVerifications;
import io.dumpwarden.run.Run;
import io.dumpwarden.storage.StorageProvider;
import io.dumpwarden.storage.memory.MemoryStorage;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What failed runs could not take back themselves. */
class StraySweepTest {

  private final Wreck wreck = new Wreck("disk");

  @AfterEach
  void close() {
    wreck.close();
  }

  @Test
  void everyFailedCopyIsSweptOnceHoweverManyThereAre() {
    Run run = wreck.run();
    List<Backup> failed = new ArrayList<>();
    for (int i = 0; i < 205; i++) {
      failed.add(failed(run));
    }
    // the oldest one: beyond the first page of the newest
    wreck.putDump(failed.get(0), "disk");

    wreck.straySweep().sweep();

    assertThat(wreck.isThere(failed.get(0), "disk")).isFalse();
    assertThat(wreck.storages.get("disk").pendingWrites("")).isEmpty();
    assertThat(wreck.catalog.failedAfter("", 300)).isEmpty();
    assertThat(wreck.found(failed.get(0)).copies().get(0).message()).contains("not stored");
  }

  @Test
  void whatIsOnAStorageThatIsAwayIsSweptLater() {
    Backup failed = failed(wreck.run());
    StorageProvider there = wreck.storages.get("disk");
    wreck.storages.put("disk", Failing.on(there, "discard"));
    wreck.straySweep().sweep();
    assertThat(wreck.catalog.failedAfter("", 9)).hasSize(1);

    wreck.storages.put("disk", there);
    wreck.straySweep().sweep();
    assertThat(wreck.catalog.failedAfter("", 9)).isEmpty();
    assertThat(wreck.isThere(failed, "disk")).isFalse();
  }

  @Test
  void whatIsLockedIsForLaterAndHoldsUpNoOther() {
    MemoryStorage locking = new MemoryStorage(wreck::now, Duration.ofDays(3));
    wreck.storages.put("disk", locking);
    Run run = wreck.run();
    Backup locked = failed(run);
    wreck.putDump(locked, "disk");
    Backup other = failed(run);

    wreck.straySweep().sweep();
    wreck.straySweep().sweep();

    assertThat(wreck.isThere(locked, "disk")).isTrue();
    assertThat(wreck.catalog.failedAfter("", 9))
        .singleElement()
        .satisfies(
            left -> {
              assertThat(left.backupId()).isEqualTo(locked.id());
              assertThat(left.lockedUntil()).isEqualTo(wreck.now().plus(Duration.ofDays(3)));
            });
    assertThat(wreck.found(other).copies().get(0).uploadId()).isEmpty();

    wreck.pass(Duration.ofDays(4));
    wreck.straySweep().sweep();

    assertThat(wreck.isThere(locked, "disk")).isFalse();
    assertThat(wreck.catalog.failedAfter("", 9)).isEmpty();
  }

  @Test
  void whatIsClaimedForRepairMeanwhileIsLeftAlone() {
    Backup failed = failed(wreck.run());
    wreck.putDump(failed, "disk");
    JdbiVerifications repairs = new JdbiVerifications(wreck.store);
    BackupCatalog claimedMeanwhile =
        (BackupCatalog)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {BackupCatalog.class},
                (proxy, method, arguments) -> {
                  Object answer = method.invoke(wreck.catalog, arguments);
                  if (method.getName().equals("failedAfter")) {
                    repairs.claim(failed.copies().get(0), Duration.ofMinutes(5));
                  }
                  return answer;
                });
    StraySweep sweep =
        new StraySweep(
            wreck::config,
            storage -> wreck.storages.get(storage.name()),
            new StraySweep.Known(wreck.queue, claimedMeanwhile, repairs),
            wreck.sweeper());

    sweep.sweep();
    assertThat(wreck.isThere(failed, "disk")).isTrue();

    repairs.release(failed.copies().get(0).id());
    wreck.straySweep().sweep();
    assertThat(wreck.isThere(failed, "disk")).isFalse();
  }

  private Backup failed(Run run) {
    Backup begun = wreck.begun(run.id(), "", "disk");
    DumpwardenException why = new DumpwardenException(ErrorCode.DUMP_FAILED, "it broke");
    Backup failed =
        new Backup(
            begun.id(),
            begun.runId(),
            begun.schedule(),
            begun.server(),
            begun.type(),
            begun.scope(),
            begun.databases(),
            begun.engine(),
            BackupStatus.FAILED,
            begun.startedAt(),
            wreck.now(),
            false,
            null,
            why.code().code(),
            why.getMessage(),
            List.of(begun.copies().get(0).failed("not stored: the backup failed")),
            List.of());
    wreck.catalog.finish(failed);
    return failed;
  }
}
