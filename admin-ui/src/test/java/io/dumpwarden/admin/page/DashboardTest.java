package io.dumpwarden.admin.page;

import static org.assertj.core.api.Assertions.assertThat;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.dumpwarden.access.Role;
import io.dumpwarden.admin.page.DashboardPage.Step;
import io.dumpwarden.admin.page.Frame.Menu;
import io.dumpwarden.admin.route.Caller;
import io.dumpwarden.statistics.Fleet;
import io.dumpwarden.statistics.Fleet.Drills;
import io.dumpwarden.statistics.Fleet.Freshness;
import io.dumpwarden.statistics.Fleet.Status;
import io.dumpwarden.statistics.Fleet.Unprotected;
import io.dumpwarden.statistics.Fleet.Verdict;
import io.dumpwarden.statistics.Statistics;
import io.dumpwarden.statistics.Statistics.Day;
import io.dumpwarden.statistics.Statistics.StorageUse;
import io.dumpwarden.statistics.Statistics.SuccessRate;
import io.dumpwarden.statistics.Statistics.Totals;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DashboardTest {

  private static final Instant NOW = Instant.parse("2026-05-10T12:00:00Z");

  private @Nullable Caller caller;
  private final TemplateEngine engine =
      TemplateEngine.createPrecompiled(
          null, ContentType.Html, getClass().getClassLoader(), "io.dumpwarden.admin.template");

  @Test
  void aFreshInstallIsLedToItsFirstRestore() {
    List<Step> steps =
        List.of(
            new Step("Add a server", "where it is", "/servers/new", Role.ADMIN, true, false),
            new Step("Add a storage", "where to", "/storages/new", Role.ADMIN, false, true));
    String page = page(fleet("empty", "Nothing yet", List.of(), List.of()), steps);

    assertThat(page).contains("Nothing yet", "Add a server", "(done)", "way-step next");
    assertThat(page).doesNotContain("id=\"freshness\"");
    assertThat(page).contains("An admin can do this.").doesNotContain("href=\"/storages/new\"");
    caller = caller(Role.OPERATOR);
    assertThat(page(fleet("empty", "Nothing yet", List.of(), List.of()), steps))
        .contains("An admin can do this.")
        .doesNotContain("href=\"/storages/new\"");
    caller = caller(Role.ADMIN);
    assertThat(page(fleet("empty", "Nothing yet", List.of(), List.of()), steps))
        .contains("href=\"/storages/new\"");
  }

  @Test
  void aScheduleThatCannotRunIsAStepTaken() {
    Totals none = new Totals(1, 0, 1, 0, 0, 0, 0, null, null);
    Totals one = new Totals(1, 1, 1, 0, 0, 0, 0, null, null);
    Fleet empty = fleet("empty", "Nothing yet", List.of(), List.of());
    Fleet broken = fleet("danger", "Not safe: 1 schedule cannot run", List.of(), List.of());

    assertThat(DashboardPages.setUp(empty, none).get(2).done()).isFalse();
    assertThat(DashboardPages.setUp(empty, one).get(2).done()).isTrue();
    assertThat(DashboardPages.setUp(broken, none).get(2).done()).isTrue();
  }

  @Test
  void aSmallFleetIsAMatrix() {
    Freshness good = new Freshness("shop", "nightly", Status.FRESH, NOW, 7200L, 93_600L);
    Freshness bad = new Freshness("<crm>", "weekly", Status.STALE, NOW, 864_000L, 800_000L);
    String page = page(fleet("danger", "Not safe", List.of(bad, good), List.of()), List.of());

    assertThat(page).contains("class=\"verdict bad\"", "Not safe", "/servers/shop", "2 h of 26 h");
    assertThat(page).contains("&lt;crm&gt;").doesNotContain("<crm>");
    assertThat(page).contains("badge bad", "badge good");
  }

  @Test
  void aLargeFleetIsAListOfTheWorst() {
    List<Freshness> many = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      many.add(new Freshness("late-" + i, "nightly", Status.STALE, NOW, 864_000L, 93_600L));
    }
    many.add(new Freshness("fine", "nightly", Status.FRESH, NOW, 60L, 93_600L));
    String page = page(fleet("danger", "Not safe", many, List.of()), List.of());

    assertThat(page)
        .contains("late-0", "late-14", "and 25 more")
        .doesNotContain("late-15<", "fine<");
  }

  @Test
  void aLargeFleetDoesNotCallFreshWhatWaits() {
    List<Freshness> many = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      many.add(new Freshness("fine-" + i, "nightly", Status.FRESH, NOW, 60L, 93_600L));
    }
    assertThat(page(fleet("safe", "Safe", many, List.of()), List.of())).contains("Each of 40");
    many.add(new Freshness("new", "nightly", Status.WAITING, null, null, 93_600L));
    assertThat(page(fleet("safe", "Safe so far", many, List.of()), List.of()))
        .contains("40 of 41", "1 waits for its first")
        .doesNotContain("Each of");
  }

  @Test
  void whatIsUnprotectedAndHowStoragesGrowIsThere() {
    Instant seen = Instant.parse("2026-04-07T08:09:10Z");
    Unprotected lost = new Unprotected("shop", "secret_plans", 2048, seen);
    Fleet fleet =
        fleet(
            "warning",
            "No backup is late, but 1 database unprotected",
            List.of(new Freshness("shop", "nightly", Status.FRESH, NOW, 60L, 93_600L)),
            List.of(lost));
    String page = page(fleet, List.of());

    assertThat(page).contains("verdict warn", "secret_plans", "2.0 KiB", "2026-04-07T08:09:10Z");
    assertThat(page).contains("12 days left", "1.0 KiB a day", "<polyline");
    assertThat(page)
        .contains("2026-05-10: 3 runs, 1 failed, 0 partial", "heat-bad", "(UTC)", "99.9 %");
  }

  @Test
  void whatChangesAsksForItselfAnew() {
    Freshness stale = new Freshness("shop", "nightly", Status.STALE, NOW, 864_000L, 93_600L);
    Fleet fleet = fleet("danger", "Not safe", List.of(stale), List.of());
    assertThat(page(fleet, List.of()))
        .contains("/dashboard/standing", "/dashboard/next", "/dashboard/failures");
    assertThat(render("standing", fleet, List.of()))
        .contains("Not safe", "id=\"freshness\"", "/servers/shop");
    assertThat(render("next", fleet, List.of())).contains("No schedule is due.");
    assertThat(render("failures", fleet, List.of())).contains("None.");
  }

  private static Caller caller(Role role) {
    return new Caller("ann", role, "ui", "127.0.0.1", "session-1", "form-token", false);
  }

  private String page(Fleet fleet, List<Step> steps) {
    return render("show", fleet, steps);
  }

  private String render(String part, Fleet fleet, List<Step> steps) {
    Statistics figures = figures();
    DashboardPage model =
        new DashboardPage(
            fleet,
            figures,
            steps,
            FreshnessMatrix.of(fleet.freshness()).orElse(null),
            Heatmap.of(figures.days()));
    Frame frame = new Frame("Dashboard", Menu.DASHBOARD, caller, "auto", ZoneOffset.UTC, NOW, null);
    StringOutput html = new StringOutput();
    engine.render(
        "page/dashboard/%s.jte".formatted(part), Map.of("frame", frame, "model", model), html);
    return html.toString();
  }

  private static Fleet fleet(
      String status, String text, List<Freshness> freshness, List<Unprotected> unprotected) {
    return new Fleet(
        NOW,
        new Verdict(status, text, List.of()),
        freshness,
        unprotected,
        1,
        2,
        List.of(),
        List.of(),
        List.of(),
        new Drills(0, 0, 0, null, List.of()));
  }

  private static Statistics figures() {
    LocalDate today = LocalDate.of(2026, 5, 10);
    List<Day> days =
        IntStream.range(0, 90)
            .mapToObj(
                i ->
                    new Day(
                        today.minusDays(89L - i), Map.of("succeeded", 2L, "failed", 1L), 9, 3, 1))
            .toList();
    return new Statistics(
        NOW,
        new Totals(2, 1, 1, 3, 2, 4096, 1024, NOW, NOW),
        List.of(
            new StorageUse(
                "disk",
                2,
                4096,
                2048,
                1024,
                12_288L,
                12L,
                List.of(0L, 512L, 1024L, 1024L, 1536L, 2048L))),
        List.of(),
        List.of(),
        Map.of("succeeded", 3L),
        Map.of("succeeded", 3L),
        new SuccessRate(7, 10_000, 9_999, 0.9999),
        new SuccessRate(30, 0, 0, null),
        days);
  }
}
