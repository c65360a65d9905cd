package io.dumpwarden.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dumpwarden.access.Actor;
import io.dumpwarden.access.AuditEntry;
import io.dumpwarden.access.AuditFilter;
import io.dumpwarden.access.AuditLog;
import io.dumpwarden.access.AuditRecord;
import io.dumpwarden.catalog.Copy;
import io.dumpwarden.catalog.CopyStatus;
import io.dumpwarden.catalog.Series;
import io.dumpwarden.catalog.SeriesCopy;
import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.SampleRows;
import io.dumpwarden.config.Storage;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.storage.StorageException;
import io.dumpwarden.storage.StorageException.Kind;
import io.dumpwarden.storage.StorageProvider;
import io.dumpwarden.view.AskedRetention;
import io.dumpwarden.view.RetentionOutcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One copy is kept of two; the storage is away, and notes what the audit trail says by then. */
class AskedRetentionTest {

  private static final Instant NOW = Instant.parse("2026-10-05T12:00:00Z");
  private static final Actor ANN = new Actor("ann", "api");
  private static final Series SERIES = new Series("nightly", "disk", "shop", "shop");

  private final KeptAudit audit = new KeptAudit();
  private final MemoryCatalog catalog = new MemoryCatalog((copy, status) -> {});
  private final List<String> toldWhenOpened = new ArrayList<>();
  private final List<String> locks = new ArrayList<>();
  private boolean lockIsFree = true;
  private Instant storeTime = NOW;
  private ConfigSnapshot config = ConfigSnapshot.of(List.of());

  @BeforeEach
  void configure() {
    ConfigRow disk = SampleRows.local("disk", "settings", "{\"path\": \"/backups\"}");
    config =
        ConfigSnapshot.of(
            List.of(
                SampleRows.server("shop"),
                SampleRows.schedule("nightly"),
                new ConfigRow(disk.kind(), "disk-id", disk.fields(), 1, NOW, NOW),
                SampleRows.rule("nightly", "disk", "keep_for", null, "max_copies", "1")));
    assertThat(config.problems()).isEmpty();
    catalog.add(SERIES, copy("new", 1));
    catalog.add(SERIES, copy("old", 2));
  }

  @Test
  void theAuditTrailKnowsOfItBeforeAnythingIsDeletedAndHowItEnded() {
    RetentionOutcome outcome = asked().applyAll(ANN);

    assertThat(toldWhenOpened).containsExactly("apply all begun");
    assertThat(audit.said()).containsExactly("apply all begun", "apply all 1 left");
    assertThat(outcome.left()).extracting(view -> view.backup()).containsExactly("of-old");
    assertThat(locks).containsExactly("retention");
  }

  @Test
  void oneScheduleIsAuditedByItsName() {
    assertThat(asked().applyTo("weekly", Set.of("b"), ANN).left()).isEmpty();
    assertThat(asked().applyTo("nightly", Set.of("b"), ANN).left()).hasSize(1);
    assertThat(audit.said())
        .containsExactly(
            "apply weekly begun", "apply weekly 0 left",
            "apply nightly begun", "apply nightly 1 left");
  }

  @Test
  void whoeverComesSecondIsSentAway() {
    lockIsFree = false;

    assertThatThrownBy(() -> asked().applyAll(ANN))
        .isInstanceOfSatisfying(
            DumpwardenException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BUSY));
    assertThat(toldWhenOpened).isEmpty();
    assertThat(audit.said()).isEmpty();
  }

  @Test
  void whatBreaksOffIsAuditedToo() {
    storeTime = NOW.plus(Duration.ofDays(1));

    assertThatThrownBy(() -> asked().applyAll(ANN)).hasMessageContaining("removes nothing");
    assertThat(audit.said()).containsExactly("apply all begun", "apply all broken off");
  }

  private AskedRetention asked() {
    InstantSource clock = InstantSource.fixed(NOW);
    return new AskedRetention(
        new RetentionRunner(() -> config, catalog, this::open, clock, () -> storeTime),
        (name, work) -> {
          locks.add(name);
          if (lockIsFree) {
            work.run();
          }
          return lockIsFree;
        },
        audit,
        clock);
  }

  private StorageProvider open(Storage storage) {
    toldWhenOpened.addAll(audit.said());
    throw new StorageException(Kind.UNAVAILABLE, "no answer from " + storage.name());
  }

  private static SeriesCopy copy(String id, int daysAgo) {
    Instant at = NOW.minus(Duration.ofDays(daysAgo));
    Copy copy =
        new Copy(
            id,
            "of-" + id,
            "disk",
            "disk-id",
            null,
            "shop/" + id + ".sql",
            "",
            CopyStatus.STORED,
            4,
            at,
            null,
            null,
            null,
            null);
    return new SeriesCopy(copy, at, false, true, false);
  }

  /** Only appended to. */
  private static final class KeptAudit implements AuditLog {

    private final List<AuditEntry> entries = new ArrayList<>();

    List<String> said() {
      return entries.stream()
          .map(
              entry ->
                  "%s %s %s"
                      .formatted(
                          entry.action(),
                          entry.key(),
                          entry.after().containsKey("status")
                              ? entry.after().get("status")
                              : entry.after().get("left") + " left"))
          .toList();
    }

    @Override
    public void append(AuditEntry entry) {
      entries.add(entry);
    }

    @Override
    public List<AuditEntry> latest(int limit) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<AuditEntry> latestOf(String kind, String key) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<AuditRecord> list(AuditFilter filter, @Nullable Long beforeId, int limit) {
      throw new UnsupportedOperationException();
    }
  }
}
