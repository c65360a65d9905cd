package io.dumpwarden.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dumpwarden.catalog.Copy;
import io.dumpwarden.catalog.CopyStatus;
import io.dumpwarden.catalog.KeyLayout;
import io.dumpwarden.catalog.Series;
import io.dumpwarden.catalog.SeriesCopy;
import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.RetentionRule;
import io.dumpwarden.config.RetentionRuleParser;
import io.dumpwarden.config.SampleRows;
import io.dumpwarden.config.Storage;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.storage.ObjectKey;
import io.dumpwarden.storage.StorageException;
import io.dumpwarden.storage.StorageException.Kind;
import io.dumpwarden.storage.StorageProvider;
import io.dumpwarden.storage.local.LocalSettings;
import io.dumpwarden.storage.local.LocalStorage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One copy a series is kept; storages are folders. */
class RetentionRunnerTest {

  private static final Instant NOW = Instant.parse("2026-10-05T12:00:00Z");
  private static final String OTHER_HOST = "a-container-that-is-gone";

  @TempDir private Path folder;
  private final List<String> marks = new ArrayList<>();
  private final List<String> opened = new ArrayList<>();
  private final List<String> away = new ArrayList<>();
  private final List<String> vanishing = new ArrayList<>();
  private final List<String> lostWithNext = new ArrayList<>();
  private final MemoryCatalog catalog = new MemoryCatalog(this::marked);
  private ConfigSnapshot config;

  @BeforeEach
  void configure() {
    List<ConfigRow> rows = new ArrayList<>(List.of(SampleRows.server("shop")));
    rows.add(SampleRows.schedule("nightly"));
    for (String storage : List.of("disk", "second")) {
      String settings = "{\"path\": \"%s\"}".formatted(folder.resolve(storage));
      ConfigRow row = SampleRows.local(storage, "settings", settings);
      rows.add(new ConfigRow(row.kind(), storageId(storage), row.fields(), 1, NOW, NOW));
      rows.add(SampleRows.rule("nightly", storage, "keep_for", null, "max_copies", "1"));
      LocalStorage.initialise(folder.resolve(storage), storageId(storage));
    }
    config = ConfigSnapshot.of(rows);
    assertThat(config.problems()).isEmpty();
  }

  @Test
  void theObjectsGoFirstAndTheRowIsMarkedAfter() throws IOException {
    stored("disk", "a", 1, false);
    stored("disk", "b", 2, false);

    runner(NOW).applyAll();

    assertThat(marks).containsExactly("b EXPIRED dump manifest", "b DELETED");
    assertThat(found("a")).isEqualTo(" dump manifest");
  }

  @Test
  void aSeriesThatCannotBeJudgedIsLeftAlone() throws IOException {
    stored("disk", "a", 1, false);
    stored("disk", "b", 2, false);
    stored("second", "c", 1, false);
    stored("second", "d", 2, false);
    List<Series> asked = new ArrayList<>();
    RetentionRunner judging =
        runner(NOW)
            .judging(
                series -> {
                  asked.add(series);
                  return series.storage().equals("second");
                });

    judging.preview();
    assertThat(asked).isEmpty();
    judging.applyAll();

    assertThat(asked).containsExactlyInAnyOrder(series("disk"), series("second"));
    assertThat(marks).containsExactly("d EXPIRED dump manifest", "d DELETED");
  }

  @Test
  void rulesThatNobodySavedYetSayWhatTheyWouldRemove() throws IOException {
    stored("disk", "a", 1, false);
    stored("disk", "b", 2, false);
    stored("disk", "c", 3, false);
    stored("second", "d", 1, false);
    RetentionRule two =
        RetentionRuleParser.parse(
            SampleRows.rule("nightly", "disk", "keep_for", null, "max_copies", "2"));

    SchedulePlan plan = runner(NOW).preview("nightly", List.of(two));

    assertThat(plan.plans())
        .singleElement()
        .satisfies(p -> assertThat(p.removed()).extracting(Copy::id).containsExactly("c"));
    assertThat(plan.orphans()).containsExactly(series("second"));
    assertThat(runner(NOW).preview("nightly").plans()).hasSize(2);
    assertThat(marks).isEmpty();
  }

  @Test
  void whatNoRuleHoldsForIsOrphaned() throws IOException {
    stored("disk", "a", 1, false);
    catalog.add(series("gone"), copy("gone", "b", "gone-id", 9, false));

    assertThat(runner(NOW).orphans()).containsExactly(series("gone"));
  }

  @Test
  void oneScheduleIsAppliedAlone() throws IOException {
    stored("disk", "a", 1, false);
    stored("disk", "b", 2, false);

    List<SeriesPlan> plans = new ArrayList<>();
    runner(NOW).applyTo("weekly", Set.of("b"), plans::add);
    assertThat(plans).isEmpty();
    assertThat(marks).isEmpty();
    runner(NOW).applyTo("nightly", Set.of("b"), plans::add);
    assertThat(plans).hasSize(1);
    assertThat(marks).containsExactly("b EXPIRED dump manifest", "b DELETED");
  }

  @Test
  void plansAreToldOneByOneAndNotKept() throws IOException {
    stored("disk", "a", 1, false);
    stored("disk", "b", 2, false);
    stored("second", "d", 1, false);
    stored("second", "e", 2, false);
    List<String> told = new ArrayList<>();

    runner(NOW)
        .preview(
            plan -> {
              told.add(plan.series().storage() + " " + plan.removed().size());
              catalog.forget("e");
            });
    assertThat(told).containsExactly("disk 1", "second 0");

    told.clear();
    stored("second", "e", 2, false);
    runner(NOW).applyAll(plan -> told.add(plan.series().storage() + " " + marks.size()));
    assertThat(told).containsExactly("disk 2", "second 4");
  }

  @Test
  void aCopyWhoseObjectStaysIsNotMarkedDeleted() throws IOException {
    stored("disk", "a", 1, false);
    stored("disk", "b", 2, false);
    stored("disk", "c", 3, false);
    stored("second", "d", 3, false);
    stored("second", "e", 4, false);
    vanishing.add("b");

    runner(NOW).applyAll();

    assertThat(marks)
        .containsExactly("b EXPIRED dump manifest", "e EXPIRED dump manifest", "e DELETED");
  }

  @Test
  void whatIsLostWhileAnotherSeriesIsAtItIsMissedInThePlan() throws IOException {
    stored("disk", "a", 1, false);
    stored("disk", "b", 2, false);
    stored("second", "d", 1, false);
    stored("second", "e", 2, false);
    lostWithNext.add("d");

    runner(NOW).applyAll();

    assertThat(marks).containsExactly("b EXPIRED dump manifest", "b DELETED");
    assertThat(found("e")).isEqualTo(" dump manifest");
  }

  @Test
  void whatRestsOnAnotherStorageOfTheNameIsLeftAlone() throws IOException {
    stored("disk", "a", 1, false);
    stored("disk", "b", 2, false);
    catalog.add(series("disk"), copy("disk", "former", "former-id", 3, false));

    runner(NOW).applyAll();

    assertThat(marks).containsExactly("b EXPIRED dump manifest", "b DELETED");
  }

  @Test
  void thePinnedStay() throws IOException {
    stored("disk", "a", 1, false);
    stored("disk", "b", 2, true);

    runner(NOW).applyAll();

    assertThat(marks).isEmpty();
    assertThat(found("b")).isEqualTo(" dump manifest");
  }

  @Test
  void aStorageThatIsAwayIsAskedOnceAndHoldsUpNoOther() throws IOException {
    for (String scope : List.of("shop", "crm")) {
      catalog.add(series("disk", scope), copy("disk", scope + "-new", storageId("disk"), 1, false));
      catalog.add(series("disk", scope), copy("disk", scope + "-old", storageId("disk"), 2, false));
    }
    stored("second", "a", 1, false);
    stored("second", "b", 2, false);
    away.add("disk");

    runner(NOW).applyAll();

    assertThat(opened).containsOnlyOnce("disk");
    assertThat(marks).containsExactly("b EXPIRED dump manifest", "b DELETED");
  }

  @Test
  void withoutItsMarkerNothingOfAFolderIsMarked() throws IOException {
    stored("disk", "a", 1, false);
    stored("disk", "b", 2, false);
    unmount("disk");

    runner(NOW).applyAll();

    assertThat(marks).isEmpty();
    assertThat(file("disk", "b")).exists();
  }

  @Test
  void aClockApartFromTheStoresRemovesNothing() throws IOException {
    stored("disk", "a", 1, false);
    stored("disk", "b", 2, false);

    for (Duration apart : List.of(Duration.ofMinutes(6), Duration.ofDays(-900))) {
      assertThatThrownBy(() -> runner(NOW.minus(apart)).applyAll())
          .isInstanceOf(DumpwardenException.class)
          .hasMessageContaining("removes nothing");
    }

    assertThat(marks).isEmpty();
    assertThat(runner(NOW.minusSeconds(240)).applyAll()).isNotEmpty();
    assertThat(marks).isNotEmpty();
  }

  private RetentionRunner runner(Instant storeTime) {
    return new RetentionRunner(
        () -> config, catalog, this::open, InstantSource.fixed(NOW), () -> storeTime);
  }

  private StorageProvider open(Storage storage) {
    opened.add(storage.name());
    if (away.contains(storage.name())) {
      throw new StorageException(Kind.UNAVAILABLE, "no answer");
    }
    Path root = Path.of(storage.setting("path").orElseThrow());
    return new LocalStorage(new LocalSettings(root, storage.id()), () -> NOW);
  }

  private void marked(String copyId, CopyStatus status) {
    marks.add(copyId + " " + status + found(copyId));
    lostWithNext.forEach(catalog::forget);
    if (vanishing.contains(copyId)) {
      unmount("disk");
    }
  }

  private void unmount(String storage) {
    try {
      Files.delete(folder.resolve(storage).resolve(".dumpwarden-storage"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String found(String copyId) {
    String dump = "";
    for (String storage : List.of("disk", "second")) {
      dump += Files.exists(file(storage, copyId)) ? " dump" : "";
      dump += Files.exists(manifest(storage, copyId)) ? " manifest" : "";
    }
    return dump;
  }

  private void stored(String storage, String id, int daysAgo, boolean pinned) throws IOException {
    catalog.add(series(storage), copy(storage, id, storageId(storage), daysAgo, pinned));
    Files.createDirectories(file(storage, id).getParent());
    Files.writeString(file(storage, id), "dump");
    Files.writeString(manifest(storage, id), "{}");
  }

  private static SeriesCopy copy(
      String storage, String id, String storageId, int daysAgo, boolean pinned) {
    Instant at = NOW.minus(Duration.ofDays(daysAgo));
    Copy copy =
        new Copy(
            id,
            "of-" + id,
            storage,
            storageId,
            OTHER_HOST,
            key(id).value(),
            "",
            CopyStatus.STORED,
            4,
            at,
            null,
            null,
            null,
            null);
    return new SeriesCopy(copy, at, pinned, true, false);
  }

  private static Series series(String storage) {
    return series(storage, "shop");
  }

  private static Series series(String storage, String scope) {
    return new Series("nightly", storage, "shop", scope);
  }

  private static String storageId(String storage) {
    return storage + "-id";
  }

  private static ObjectKey key(String id) {
    return new ObjectKey("shop/" + id + ".sql");
  }

  private Path file(String storage, String id) {
    return folder.resolve(storage).resolve(key(id).value());
  }

  private Path manifest(String storage, String id) {
    return folder.resolve(storage).resolve(KeyLayout.manifestKey(key(id)).value());
  }
}
