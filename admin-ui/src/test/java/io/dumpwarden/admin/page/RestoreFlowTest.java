package io.dumpwarden.admin.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.access.Role;
import io.dumpwarden.admin.desk.RestoreWish;
import io.dumpwarden.catalog.BackupStatus;
import io.dumpwarden.catalog.CopyStatus;
import io.dumpwarden.catalog.Ids;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RestoreFlowTest {

  private final PageServer pages = PageServer.shared().as(Role.OPERATOR);
  private final String shop = new SampleHistory(pages.store).good("shop", "disk").id();

  private String plan(String backup, String more) {
    return "/restores/new?step=plan&backup=%s&%s".formatted(backup, more);
  }

  private RestoreWish lastBegun() {
    return pages.restores.begun.get(pages.restores.begun.size() - 1);
  }

  @Test
  void whatCanBeRestoredIsChosenFromAList() {
    String server = "choose-" + Ids.next().substring(24);
    SampleHistory sample = new SampleHistory(pages.store).server(server);
    String good = sample.good("shop", "disk").id();
    String failed =
        sample
            .with(
                BackupStatus.FAILED,
                "shop",
                List.of(sample.copy("disk", CopyStatus.FAILED, null, null)))
            .id();

    String page = pages.page("/restores/new?server=" + server);

    assertThat(page).contains("href=\"/restores/new?backup=" + good + "\"");
    assertThat(page).contains(failed).doesNotContain("new?backup=" + failed);
  }

  @Test
  void whatOfItIsSaidAndTravelsOn() {
    String two = new SampleHistory(pages.store).good(List.of("shop", "a,b*<i>"), "disk").id();

    String what = pages.page("/restores/new?backup=" + two);
    String where =
        pages.page(
            "/restores/new?step=where&backup=%s&databases=%s&tables=%s&users=with"
                .formatted(two, PageServer.encoded("a,b*<i>"), "orders"));

    assertThat(what).contains("value=\"a,b*&lt;i>\"", "None ticked means all", "Accounts");
    assertThat(where)
        .contains("name=\"databases\" value=\"a,b*&lt;i>\"")
        .contains("name=\"tables\" value=\"orders\"", "name=\"users\" value=\"with\"")
        .contains("a,b*&lt;i&gt; becomes")
        .doesNotContain("shop becomes");
  }

  @Test
  void theServersAreThereWithWhatTheyAre() {
    String where = pages.page("/restores/new?step=where&backup=" + shop);
    String found = pages.page("/restores/new?step=where&find=VAU&backup=" + shop);

    assertThat(where)
        .contains("value=\"shop1\"", "was dumped from", "mariadb 11.4.5", "shop2.example.com:3306")
        .contains("value=\"vault\"", "protected");
    assertThat(where.indexOf("value=\"shop1\"")).isLessThan(where.indexOf("value=\"idle\""));
    assertThat(found).contains("value=\"vault\"").doesNotContain("value=\"idle\"");
  }

  @Test
  void withoutAServerThereIsNoPlan() {
    HttpResponse<String> none = pages.get(plan(shop, "existing=new"));
    HttpResponse<String> unknown = pages.get(plan(shop, "to=nobody"));

    assertThat(none.statusCode()).isEqualTo(422);
    assertThat(none.body()).contains("no server is chosen", "choose one", "Where to");
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(unknown.body()).contains("there is no server nobody");
  }

  @Test
  void besideWhatIsThereNothingIsAtRisk() {
    String page = pages.page(plan(shop, "to=shop2"));

    assertThat(page)
        .contains("shop_restored", "is made")
        .contains("Restore now", "replicas of shop2 will get all of it")
        .contains("name=\"old\" value=\"shop\"", "name=\"new\" value=\"shop_restored\"")
        .doesNotContain("name=\"confirm\"");

    HttpResponse<String> begun = pages.post("/restores", "backup", shop, "to", "shop2");

    assertThat(begun.statusCode()).isEqualTo(303);
    assertThat(begun.headers().firstValue("Location").orElse("")).startsWith("/restores/restore-");
    assertThat(lastBegun().existing()).isEqualTo("into-new");
  }

  @Test
  void whatIsInTheWayIsRefusedWithWaysOut() {
    String page = pages.page(plan(shop, "to=shop2&existing=new&ticket=OPS-1"));

    assertThat(page)
        .contains("Refused", "database shop is not empty: it has 3 tables", "3 tables")
        .contains("Load it beside what is there", "Replace what is there")
        .contains("ticket=OPS-1")
        .doesNotContain("action=\"/restores\"");

    HttpResponse<String> anyway =
        pages.post("/restores", "backup", shop, "to", "shop2", "existing", "new");
    assertThat(anyway.statusCode()).isEqualTo(409);
    assertThat(anyway.body()).contains("Refused", "database shop is not empty");
  }

  @ParameterizedTest
  @ValueSource(strings = {"replace", "in-place"})
  void whatReplacesAsksForTheServersName(String existing) {
    String page =
        pages.page(plan(shop, "to=shop2&rewrites=collations-for-mariadb&existing=" + existing));

    assertThat(page)
        .contains("at risk", "is backed up; without that backup nothing is touched")
        .contains("name=\"confirm\"", "data-must-equal=\"shop2\"");

    int before = pages.restores.begun.size();
    HttpResponse<String> wrong =
        pages.post(
            "/restores",
            "backup",
            shop,
            "to",
            "shop2",
            "existing",
            existing,
            "rewrites",
            "collations-for-mariadb",
            "confirm",
            "shop1");
    assertThat(wrong.statusCode()).isEqualTo(422);
    assertThat(wrong.body()).contains("is not the server", "at risk");
    assertThat(pages.restores.begun).hasSize(before);

    HttpResponse<String> right =
        pages.post(
            "/restores",
            "backup",
            shop,
            "to",
            "shop2",
            "existing",
            existing,
            "rewrites",
            "collations-for-mariadb",
            "confirm",
            "shop2");
    assertThat(right.statusCode()).isEqualTo(303);
    assertThat(lastBegun().confirm()).isEqualTo("shop2");
  }

  @Test
  void whatWouldFailAfterTheOldDataIsGoneIsNotBegun() {
    assertThat(pages.page(plan(shop, "to=shop2&existing=in-place")))
        .contains("Refused", "the load will fail", "Have the statements changed")
        .doesNotContain("action=\"/restores\"");
  }

  @Test
  void withoutASafetyBackupThePlanSaysSo() {
    assertThat(pages.page(plan(shop, "to=shop2&existing=replace&skipSafetyBackup=true")))
        .contains("No backup is taken of what goes");
  }

  @Test
  void aProtectedServerIsForAdminsWhoTypeItsName() {
    String operator = pages.page(plan(shop, "to=vault"));
    HttpResponse<String> refused =
        pages.post("/restores", "backup", shop, "to", "vault", "confirm", "vault");
    String admin = pages.as(Role.ADMIN).page(plan(shop, "to=vault"));
    HttpResponse<String> done =
        pages.post("/restores", "backup", shop, "to", "vault", "confirm", "vault");

    assertThat(operator)
        .contains("vault is protected: an admin has to restore into it")
        .doesNotContain("action=\"/restores\"");
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(admin).contains("vault is protected.", "name=\"confirm\"", "Restore now");
    assertThat(done.statusCode()).isEqualTo(303);
  }

  @Test
  void changesThatTheTargetNeedsCanBeAskedFor() {
    String before = pages.page(plan(shop, "to=shop2"));
    String after = pages.page(plan(shop, "to=shop2&rewrites=collations-for-mariadb"));

    assertThat(before)
        .contains(
            "Nothing would come of it",
            "the load will fail",
            "collation &lt;0900&gt;",
            "Plan it with these changes");
    assertThat(after)
        .contains("taken care of", "Nothing that is on shop2 now changes")
        .doesNotContain("Plan it with these changes");
  }

  @Test
  void allThatWasSaidReachesTheDesk() {
    String two =
        new SampleHistory(pages.store).good(List.of("shop", "a,b*\uD83D\uDC2C"), "disk").id();
    pages.post(
        "/restores",
        "backup",
        two,
        "to",
        "shop2",
        "databases",
        "a,b*\uD83D\uDC2C",
        "tables",
        "*.orders\n*.log",
        "users",
        "with",
        "replaceUsers",
        "true",
        "existing",
        "new",
        "old",
        "a,b*\uD83D\uDC2C",
        "new",
        "-- x",
        "continueOnError",
        "true",
        "withoutBinlog",
        "true",
        "rewrites",
        "definers",
        "skipSafetyBackup",
        "true",
        "ticket",
        "OPS-9",
        "parallel",
        "3",
        "resume",
        "true",
        "nonsense",
        "x");

    RestoreWish wish = lastBegun();

    assertThat(wish.databases()).containsExactly("a\\,b\\*\uD83D\uDC2C");
    assertThat(wish.renames()).containsExactly(java.util.Map.entry("a,b*\uD83D\uDC2C", "-- x"));
    assertThat(wish.tables()).containsExactly("*.orders", "*.log");
    assertThat(wish.rewrites()).containsExactly("definers");
    assertThat(wish.users()).isEqualTo("with");
    assertThat(wish.ticket()).isEqualTo("OPS-9");
    assertThat(wish.parallel()).isEqualTo("3");
    assertThat(
            List.of(
                wish.replaceUsers(),
                wish.continueOnError(),
                wish.withoutBinlog(),
                wish.resume(),
                wish.skipSafetyBackup()))
        .containsOnly(true);
  }

  @Test
  void aWrongWordComesBackWithTheForm() {
    HttpResponse<String> answer = pages.get(plan(shop, "to=shop2&tables=orders&existing=replace"));

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body())
        .contains("is not a table", "name=\"tables\" value=\"orders\"")
        .contains("value=\"replace\" checked");
  }

  @Test
  void viewersDoNotRestore() {
    pages.as(Role.VIEWER);
    assertThat(pages.get("/restores/new").statusCode()).isEqualTo(403);
    assertThat(pages.post("/restores", "backup", shop, "to", "shop2").statusCode()).isEqualTo(403);
  }
}
