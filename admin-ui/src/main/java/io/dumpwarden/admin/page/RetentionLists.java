package io.dumpwarden.admin.page;

import io.dumpwarden.catalog.Series;
import io.dumpwarden.catalog.SeriesCopy;
import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.Schedule;
import io.dumpwarden.config.Storage;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lists of retention: the rules, and what none of them holds for. */
final class RetentionLists {

  private static final int PAGE = 100;

  /** Each costs a look at its copies. */
  private static final int ORPHANS = 50;

  private final ScheduleSources sources;

  RetentionLists(ScheduleSources sources) {
    this.sources = sources;
  }

  /**
   * The rules.
   *
   * @param after the key of the last one on the page before; empty for the first page
   */
  RetentionPage rules(String text, String storage, String after) {
    ConfigSnapshot snapshot = sources.snapshot();
    RowProblems problems = new RowProblems(snapshot, List.of());
    List<ConfigRow> all =
        sources.rows().list(ConfigKind.RETENTION_RULE).stream()
            .sorted(Comparator.comparing(ConfigRow::key))
            .toList();
    List<ConfigRow> own = all.stream().filter(row -> !isManual(row)).toList();
    List<ConfigRow> fitting = own.stream().filter(row -> fits(row, text, storage)).toList();
    List<ConfigRow> rest = fitting.stream().filter(row -> row.key().compareTo(after) > 0).toList();
    String next =
        rest.size() > PAGE
            ? Links.to("/retention")
                .with("q", text)
                .with("storage", storage)
                .with("after", rest.get(PAGE - 1).key())
                .text()
            : null;
    return new RetentionPage(
        text,
        storage,
        rest.stream().limit(PAGE).map(row -> line(row, problems)).toList(),
        !own.isEmpty(),
        fitting.size(),
        manual(all, snapshot, problems),
        all.stream().anyMatch(RetentionLists::isManual),
        snapshot.storages().stream().map(Storage::name).toList(),
        next);
  }

  private static boolean isManual(ConfigRow row) {
    return Schedule.MANUAL.equals(row.fields().get("schedule"));
  }

  private static boolean fits(ConfigRow row, String text, String storage) {
    return row.key().toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT))
        && (storage.isEmpty() || storage.equals(row.fields().get("storage")));
  }

  private static RetentionPage.Line line(ConfigRow row, RowProblems problems) {
    return new RetentionPage.Line(
        "" + row.fields().get("schedule"),
        "" + row.fields().get("storage"),
        RuleWords.of(row),
        problems.of(row),
        true);
  }

  /** Those that were set, wrong ones too, and the standard for every other storage. */
  private static List<RetentionPage.Line> manual(
      List<ConfigRow> all, ConfigSnapshot snapshot, RowProblems problems) {
    List<RetentionPage.Line> set =
        all.stream()
            .filter(RetentionLists::isManual)
            .map(row -> line(row, problems))
            .collect(Collectors.toList());
    Set<String> named = set.stream().map(RetentionPage.Line::storage).collect(Collectors.toSet());
    snapshot.rulesOf(Schedule.MANUAL).stream()
        .filter(rule -> !named.contains(rule.storage()))
        .map(
            rule ->
                new RetentionPage.Line(
                    Schedule.MANUAL, rule.storage(), RuleWords.of(rule), null, false))
        .forEach(set::add);
    set.sort(Comparator.comparing(RetentionPage.Line::storage));
    return List.copyOf(set);
  }

  /**
   * What no rule holds for.
   *
   * @param after the place of the last one on the page before
   */
  OrphansPage orphans(int after) {
    List<Series> all = sources.retention().orphans();
    int from = Math.min(Math.max(0, after), all.size());
    int until = Math.min(from + ORPHANS, all.size());
    return new OrphansPage(
        all.subList(from, until).stream().map(this::line).toList(),
        all.size(),
        until < all.size()
            ? Links.to("/retention/orphans").with("after", "" + until).text()
            : null);
  }

  private OrphansPage.Line line(Series series) {
    List<SeriesCopy> copies = sources.backups().copiesOf(series);
    Remedy remedy = remedy(series);
    return new OrphansPage.Line(
        series,
        copies.size(),
        copies.stream().mapToLong(copy -> copy.copy().bytes()).sum(),
        newest(copies),
        remedy.why(),
        remedy.address(),
        remedy.text());
  }

  private static @Nullable Instant newest(List<SeriesCopy> copies) {
    return copies.stream().map(SeriesCopy::madeAt).max(Comparator.naturalOrder()).orElse(null);
  }

  private record Remedy(String why, @Nullable String address, String text) {}

  private Remedy remedy(Series series) {
    boolean storage = sources.rows().find(ConfigKind.STORAGE, series.storage()).isPresent();
    boolean schedule =
        series.schedule().equals(Schedule.MANUAL)
            || sources.rows().find(ConfigKind.SCHEDULE, series.schedule()).isPresent();
    if (!storage) {
      return new Remedy("its storage is no longer configured", "/storages/new", "Add the storage");
    }
    if (!schedule) {
      String address =
          Links.to("/schedules/new")
              .with("name", series.schedule())
              .with("type", "manual")
              .with("storage", series.storage())
              .text();
      return new Remedy("its schedule is gone", address, "Add a schedule of that name");
    }
    String key = series.schedule() + "/" + series.storage();
    if (sources.rows().find(ConfigKind.RETENTION_RULE, key).isPresent()) {
      String address = Links.of(Links.of("/retention", series.schedule()), series.storage());
      return new Remedy("its rule is wrong", address, "Correct the rule");
    }
    String address =
        Links.to("/retention/new")
            .with("schedule", series.schedule())
            .with("storage", series.storage())
            .text();
    return new Remedy("its schedule no longer writes there", address, "Give it a rule");
  }
}
