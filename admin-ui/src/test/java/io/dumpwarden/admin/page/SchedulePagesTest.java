package io.dumpwarden.admin.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.access.DirectEdits;
import io.dumpwarden.backup.BackupManager;
import io.dumpwarden.metadata.JdbiClusterLock;
import io.dumpwarden.scheduler.ClearSecrets;
import io.dumpwarden.scheduler.Fires;
import io.dumpwarden.scheduler.QuartzScheduler;
import io.dumpwarden.scheduler.Reconciler;
import io.dumpwarden.scheduler.RowWatch;
import io.dumpwarden.statistics.Fleet;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The list of schedules, one of them, runs and pauses. */
class SchedulePagesTest {

  private static final ScheduleScene SCENE = ScheduleScene.shared();

  @BeforeEach
  void fill() {
    SCENE.empty();
    SCENE.server("shop1", "");
    SCENE.storage("disk");
    SCENE.schedule("nightly", "zone", "Europe/Berlin");
    SCENE.rule("nightly", "disk");
  }

  private static Fleet.Freshness fresh(String schedule, Fleet.Status status) {
    return new Fleet.Freshness("shop1", schedule, status, ScheduleScene.NOW, 60L, 100_000L);
  }

  @Test
  void aFreshInstallSaysWhatComesNext() {
    SCENE.empty();
    assertThat(SCENE.page("/schedules")).contains("No schedule yet", "/servers/new");
    SCENE.server("shop1", "");
    assertThat(SCENE.page("/schedules")).contains("/storages/new");
    SCENE.storage("disk");
    assertThat(SCENE.page("/schedules")).contains("/schedules/new");
  }

  @Test
  void theListTellsWhenItFiresAndHowItStands() {
    SCENE.desks.freshness.add(fresh("nightly", Fleet.Status.STALE));
    SCENE.sql(
        "INSERT INTO schedule (name, cron) VALUES ('broken', 'when I like')",
        "UPDATE schedule SET enabled = TRUE");

    String page = SCENE.page("/schedules");

    assertThat(page).contains("at 03:00", "Europe/Berlin", "stale", "problem", "2 schedules");
    assertThat(page).contains("datetime=\"2026-03-28T02:00:00Z\"");
    assertThat(SCENE.page("/schedules?state=stale"))
        .contains(">nightly<")
        .doesNotContain(">broken<");
    assertThat(SCENE.page("/schedules?server=shop1")).doesNotContain(">broken<");
    assertThat(SCENE.page("/schedules?q=nobody")).contains("Nothing fits");
  }

  @Test
  void aLongListIsPagedByName() {
    for (int i = 0; i < 60; i++) {
      SCENE.sql("INSERT INTO schedule (name, cron) VALUES ('s%02d', '0 3 * * *')".formatted(i));
    }
    String first = SCENE.page("/schedules?q=s");
    assertThat(first).contains("/schedules?q=s&amp;after=s49").doesNotContain(">s50<");
    assertThat(SCENE.page("/schedules?q=s&after=s49")).contains(">s50<").doesNotContain(">s49<");
  }

  @Test
  void onePageTellsAllAboutASchedule() {
    SCENE.stored("nightly", "disk", "shop", 1);
    SCENE.desks.freshness.add(fresh("nightly", Fleet.Status.FRESH));

    String page = SCENE.page("/schedules/nightly");

    assertThat(page)
        .contains("all of them, one file each", "Next five times", "Sun 2026-03-29 03:00")
        .contains("kept for 30d, at least 1", "fresh", ">shop<");
    assertThat(SCENE.post("/schedules/nightly/test", Map.of()).body())
        .contains("looked at nightly");
    assertThat(SCENE.page("/schedules/nightly/remove"))
        .contains("Its retention rules go with it: disk.", "the copies become orphaned");
    assertThat(SCENE.get("/schedules/nightlyy").statusCode()).isEqualTo(404);
  }

  @Test
  void aPreviewSaysHowManyServersItDidNotLookAt() {
    String page = SCENE.post("/schedules/nightly/run", Map.of("preview", "true")).body();

    assertThat(page).contains("What it would do now", "and 7 more, which were not looked at");
  }

  @Test
  void theLastRunsAreAskedForAlone() {
    SCENE.stored("nightly", "disk", "shop", 1);
    assertThat(SCENE.page("/schedules/nightly"))
        .contains("hx-get=\"/schedules/nightly/runs\"")
        .doesNotContain("hx-get=\"/schedules/nightly\"");
    assertThat(SCENE.page("/schedules/nightly/runs"))
        .contains("None yet")
        .doesNotContain("<html", "What is stored");
    assertThat(SCENE.get("/schedules/nobody/runs").statusCode()).isEqualTo(404);
  }

  @Test
  void runsNeedATicketWhereOneIsRequired() {
    SCENE.sql("INSERT INTO setting (name, value) VALUES ('ticket_required', 'true')");
    HttpResponse<String> refused = SCENE.post("/schedules/nightly/run", Map.of("server", "shop1"));
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("a ticket is required");
    assertThat(SCENE.desks.asked).isEmpty();

    SCENE.post("/schedules/nightly/run", Map.of("server", "shop1", "ticket", "OPS-1"));
    assertThat(SCENE.desks.asked).containsExactly("launch nightly shop1 OPS-1");
  }

  @Test
  void aMalformedTicketIsSaidAtItsFieldAndTheFormIsKept() {
    HttpResponse<String> refused =
        SCENE.post("/schedules/nightly/run", Map.of("server", "shop1", "ticket", "no ticket!"));

    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body())
        .contains("is no ticket: ", "value=\"no ticket!\"", "aria-invalid")
        .contains("/schedules/nightly/run");
    assertThat(SCENE.desks.asked).isEmpty();
  }

  @Test
  void pausesAndResumesTakeEffectWithOneReconcile() {
    QuartzScheduler quartz =
        new QuartzScheduler(SCENE.store.dataSource(), "test-node", (s, at, hash) -> {});
    Reconciler reconciler = reconciler(quartz);
    reconciler.reconcile();
    assertThat(SCENE.armed()).containsExactly("nightly");

    SCENE.post("/schedules/nightly/enabled", Map.of("enabled", "false"));
    reconciler.reconcile();
    assertThat(SCENE.armed()).isEmpty();
    assertThat(SCENE.page("/schedules")).contains("Enable nightly", ">disabled</span>");
    assertThat(SCENE.page("/schedules?state=disabled")).contains(">nightly<");
    assertThat(SCENE.page("/schedules/nightly")).contains("<strong>Disabled.</strong>");

    SCENE.post("/schedules/nightly/enabled", Map.of("enabled", "true"));
    reconciler.reconcile();
    assertThat(SCENE.armed()).containsExactly("nightly");

    assertThat(SCENE.page("/schedules-pause"))
        .contains("1 schedule no longer fires", "name=\"paused\" value=\"true\"");
    assertThat(SCENE.armed()).containsExactly("nightly");
    SCENE.post("/schedules/paused", Map.of("paused", "true"));
    reconciler.reconcile();
    assertThat(SCENE.armed()).isEmpty();
    assertThat(SCENE.page("/schedules")).contains("All schedules are paused", "Resume all");

    SCENE.post("/schedules/paused", Map.of("paused", "false"));
    reconciler.reconcile();
    assertThat(SCENE.armed()).containsExactly("nightly");
    assertThat(SCENE.page("/schedules")).contains("href=\"/schedules-pause\"");
  }

  private static Reconciler reconciler(QuartzScheduler quartz) {
    RowWatch watch =
        new RowWatch(
            SCENE.rows,
            SCENE.states,
            new ClearSecrets(SCENE.rows, SCENE.vault),
            new DirectEdits(SCENE.audit, SCENE.vault),
            storage -> {});
    return new Reconciler(
        watch,
        quartz,
        new Fires(new BackupManager(SCENE.queue, SCENE.clock), SCENE.queue, SCENE.clock),
        new JdbiClusterLock(SCENE.store),
        SCENE.clock);
  }
}
