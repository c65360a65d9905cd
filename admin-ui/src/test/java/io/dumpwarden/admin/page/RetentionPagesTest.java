package io.dumpwarden.admin.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.access.Role;
import io.dumpwarden.config.ConfigKind;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Previews of retention, saved and not, and what applying makes of them. */
class RetentionPagesTest {

  private static final ScheduleScene SCENE = ScheduleScene.shared();

  @BeforeEach
  void fill() {
    SCENE.empty();
    SCENE.server("shop1", "");
    SCENE.storage("disk");
    SCENE.storage("vault");
    SCENE.schedule("nightly");
    SCENE.rule("nightly", "disk", "keep_for", "365d");
    SCENE.rule("nightly", "vault", "keep_for", "365d");
    for (int day = 1; day <= 5; day++) {
      SCENE.stored("nightly", "disk", "shop", day);
      SCENE.stored("nightly", "vault", "shop", day);
    }
  }

  private static Map<String, String> unsaved() {
    return Map.of(
        "_schedule", "nightly",
        "rhythm", "daily",
        "rule.disk.version", "1",
        "rule.disk.write", "true",
        "rule.disk.keep", "",
        "rule.disk.minCopies", "1",
        "rule.disk.maxCopies", "2",
        "rule.vault.version", "1");
  }

  @Test
  void theRulesThatAreNotSavedYetRemoveWhatTheirPreviewSaid() {
    String preview = SCENE.part("/schedules/look/retention", unsaved());
    assertThat(preview)
        .contains("3 copies would be deleted today", "3 of 5 copies in 1 series")
        .contains("no rule: the copies in 1 series are kept, as orphaned");
    assertThat(SCENE.page("/retention/preview?schedule=nightly&action=remove"))
        .contains("Nothing would be deleted today");

    Map<String, String> form = new LinkedHashMap<>(unsaved());
    form.put("version", "1");
    form.put("at", "03:00");
    form.put("servers", "*");
    form.put("mode", "separated");
    HttpResponse<String> saved = SCENE.post("/schedules/nightly/edit", form);
    assertThat(saved.statusCode()).as(saved.body()).isEqualTo(303);
    HttpResponse<String> applied = apply("nightly", "3 copies");

    assertThat(applied.body()).contains("3 copies were deleted");
    assertThat(SCENE.catalog.copiesOf(series("disk")))
        .extracting(copy -> copy.copy().key())
        .containsExactlyInAnyOrder("shop1/daily/shop/shop_1.sql", "shop1/daily/shop/shop_2.sql");
    assertThat(SCENE.catalog.copiesOf(series("vault"))).hasSize(5);
    assertThat(SCENE.audit.latest(1).get(0).action()).isEqualTo("apply");
  }

  private static io.dumpwarden.catalog.Series series(String storage) {
    return new io.dumpwarden.catalog.Series("nightly", storage, "shop1", "shop");
  }

  @Test
  void oneScheduleIsAppliedAlone() {
    SCENE.schedule("weekly");
    SCENE.rule("weekly", "disk", "keep_for", "", "max_copies", "1");
    SCENE.stored("weekly", "disk", "shop", 1);
    SCENE.stored("weekly", "disk", "shop", 2);
    SCENE.sql("UPDATE retention_rule SET keep_for = '1h' WHERE schedule = 'nightly'");

    assertThat(apply("weekly", "1 copy").body()).contains("1 copy was deleted");

    assertThat(SCENE.catalog.copiesOf(series("disk"))).hasSize(5);
  }

  private static HttpResponse<String> apply(String schedule, String copies) {
    return SCENE.post(
        "/retention/apply", Map.of("schedule", schedule, "plan", plan(schedule, copies)));
  }

  /** What the page's form says of the copies that it shows. */
  private static String plan(String schedule, String copies) {
    String page = SCENE.page("/retention/apply?schedule=" + schedule);
    assertThat(page).contains("Delete " + copies, "deleted for good");
    Matcher plan = Pattern.compile("name=\"plan\" value=\"(\\w+)\"").matcher(page);
    assertThat(plan.find()).isTrue();
    return plan.group(1);
  }

  @Test
  void anotherPlanThanTheOneThatWasLookedAtRemovesNothing() {
    SCENE.sql("UPDATE retention_rule SET max_copies = 3 WHERE storage = 'disk'");
    String seen = plan("nightly", "2 copies");
    SCENE.sql("UPDATE retention_rule SET max_copies = 2 WHERE storage = 'disk'");

    HttpResponse<String> refused =
        SCENE.post("/retention/apply", Map.of("schedule", "nightly", "plan", seen));

    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.body()).contains("it is another plan now", "Delete 3 copies");
    assertThat(SCENE.catalog.copiesOf(series("disk"))).hasSize(5);
    assertThat(SCENE.post("/retention/apply", Map.of("schedule", "nightly")).statusCode())
        .isEqualTo(409);
    assertThat(apply("nightly", "3 copies").body()).contains("3 copies were deleted");
  }

  @Test
  void theWholeFleetIsNeverPlannedForAPage() {
    SCENE.sql("UPDATE retention_rule SET max_copies = 2 WHERE storage = 'disk'");

    assertThat(SCENE.page("/retention/apply"))
        .contains("<option value=\"nightly\">", "which applies all rules every hour")
        .doesNotContain("deleted for good");
    assertThat(SCENE.page("/retention/preview?schedule=&action=remove"))
        .contains("Choose a schedule")
        .doesNotContain("would be deleted today,");
    assertThat(SCENE.post("/retention/apply", Map.of("schedule", "")).statusCode()).isEqualTo(422);
    assertThat(SCENE.catalog.copiesOf(series("disk"))).hasSize(5);
  }

  @Test
  void aLookAtARuleKeepsTheVersionThatTheFormWasOpenedWith() {
    Map<String, String> form =
        Map.of("version", "1", "schedule", "nightly", "storage", "disk", "minCopies", "1");
    Map<String, String> look = new LinkedHashMap<>(form);
    look.put("_look", "true");
    SCENE.sql("UPDATE retention_rule SET version = 2, keep_for = '9d' WHERE storage = 'disk'");

    assertThat(SCENE.post("/retention/nightly/disk", look).body())
        .contains("name=\"version\" value=\"1\"");
    assertThat(SCENE.post("/retention/nightly/disk", form).statusCode()).isEqualTo(409);
  }

  @Test
  void nothingIsAppliedBesideTheDaemonsOwnHour() {
    SCENE.sql("UPDATE retention_rule SET max_copies = 2 WHERE storage = 'disk'");
    Map<String, String> form = Map.of("schedule", "nightly", "plan", plan("nightly", "3 copies"));

    SCENE.clusterLock.tryRun(
        "retention",
        () -> assertThat(SCENE.post("/retention/apply", form).statusCode()).isEqualTo(503));

    assertThat(SCENE.catalog.copiesOf(series("disk"))).hasSize(5);
  }

  @Test
  void orphansAreShownWithAWayToGiveThemARule() {
    SCENE.post("/retention/nightly/disk/remove", Map.of());
    assertThat(SCENE.page("/retention/orphans"))
        .contains("its schedule no longer writes there")
        .contains("/retention/new?schedule=nightly&amp;storage=disk");

    SCENE.post("/schedules/nightly/remove", Map.of());
    assertThat(SCENE.page("/retention/orphans"))
        .contains("its schedule is gone", "/schedules/new?name=nightly");
    assertThat(SCENE.catalog.copiesOf(series("disk"))).hasSize(5);
    assertThat(SCENE.row(ConfigKind.RETENTION_RULE, "nightly/vault")).isEmpty();
  }

  @Test
  void aRuleIsAddedChangedAndItsWrongFieldsNamed() {
    HttpResponse<String> wrong =
        SCENE.post(
            "/retention/new",
            Map.of("schedule", "manual", "storage", "disk", "keep", "x", "minCopies", "0"));
    assertThat(wrong.statusCode()).isEqualTo(422);
    assertThat(wrong.body()).contains("id=\"e-keep\"", "id=\"e-minCopies\"", "value=\"x\"");

    HttpResponse<String> added =
        SCENE.post(
            "/retention/new",
            Map.of(
                "schedule",
                "manual",
                "storage",
                "disk",
                "keep",
                "9d",
                "minCopies",
                "1",
                "keepForever",
                "true"));
    assertThat(added.statusCode()).isEqualTo(303);
    assertThat(SCENE.page("/retention")).contains("kept for ever", "its own", "the standard");
  }

  @Test
  void whoOnlyLooksMayLookAndNothingElse() {
    SCENE.as(Role.VIEWER);
    assertThat(SCENE.page("/retention")).doesNotContain("Apply now", "Add a rule");
    assertThat(SCENE.get("/retention/apply").statusCode()).isEqualTo(403);
    assertThat(SCENE.get("/schedules/nightly/run").statusCode()).isEqualTo(403);
    assertThat(SCENE.page("/schedules/nightly")).doesNotContain("Run now", "Remove");
  }
}
