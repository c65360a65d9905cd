package io.dumpwarden.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.metadata.JdbiBackupCatalog;
import io.dumpwarden.metadata.JdbiRunQueue;
import io.dumpwarden.metadata.MetadataSettings;
import io.dumpwarden.metadata.MetadataStore;
import io.dumpwarden.retention.RetentionRunner;
import io.dumpwarden.run.Run;
import io.dumpwarden.run.RunEnd;
import io.dumpwarden.run.RunProgress;
import io.dumpwarden.run.RunRequest;
import io.dumpwarden.run.RunStatus;
import io.dumpwarden.run.RunTrigger;
import io.dumpwarden.storage.Secret;
import io.dumpwarden.storage.StorageException;
import io.dumpwarden.storage.StorageException.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AfterRunTest {

  private static final Instant NOW = Instant.parse("2026-10-05T12:00:00Z");

  private final List<Runnable> background = new ArrayList<>();
  private final AtomicInteger retentions = new AtomicInteger();

  @Test
  void retentionDoesNotHoldTheWorkersPlace() {
    // nobody listens there, and nobody is asked
    MetadataSettings settings =
        new MetadataSettings("jdbc:mariadb://127.0.0.1:1/none", "none", Secret.of("none"), 2);
    try (MetadataStore store = new MetadataStore(settings)) {
      RetentionRunner retention =
          new RetentionRunner(
              this::configuration,
              new JdbiBackupCatalog(store),
              storage -> {
                throw new StorageException(Kind.UNAVAILABLE, "no storage is there");
              },
              () -> NOW,
              () -> NOW);
      AfterRun after =
          new AfterRun(
              new JdbiRunQueue(store), retention, this::configuration, () -> NOW, background::add);

      after.run(run(), RunEnd.succeeded(NOW));

      assertThat(retentions).hasValue(0);
      assertThat(background).hasSize(1);
      // fails, for there is no store, and says so in the log only
      background.get(0).run();
      assertThat(retentions).hasValue(1);
    }
  }

  private ConfigSnapshot configuration() {
    retentions.incrementAndGet();
    return ConfigSnapshot.of(List.of());
  }

  private static Run run() {
    return new Run(
        "run",
        "nightly",
        "shop",
        "daily",
        RunTrigger.SCHEDULE,
        NOW,
        1,
        RunStatus.RUNNING,
        NOW,
        NOW,
        NOW,
        "node",
        "node",
        RunProgress.NONE,
        false,
        RunRequest.by("somebody (cli)"),
        null);
  }
}
