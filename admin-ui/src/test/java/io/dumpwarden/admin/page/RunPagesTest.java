package io.dumpwarden.admin.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.access.Role;
import io.dumpwarden.catalog.Ids;
import io.dumpwarden.drill.Drill;
import io.dumpwarden.drill.DrillStatus;
import io.dumpwarden.run.Run;
import io.dumpwarden.run.RunStatus;
import io.dumpwarden.view.RowsView;
import io.dumpwarden.view.RunView;
import java.net.http.HttpResponse;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RunPagesTest {

  private final PageServer pages = PageServer.shared().as(Role.OPERATOR);
  private final SampleWork work = new SampleWork(pages.store);

  private static String unique(String name) {
    return name + "-" + Ids.next().substring(24);
  }

  @ParameterizedTest
  @EnumSource(RunStatus.class)
  void everyStatusOfARunIsShown(RunStatus status) {
    String server = unique("run");
    Run run = work.run("nightly", server, status, "the tool said no");

    String list = pages.page("/runs?server=" + server);
    String detail = pages.page("/runs/" + run.id());
    boolean live = status == RunStatus.QUEUED || status == RunStatus.RUNNING;

    assertThat(list).contains("/runs/" + run.id(), ">" + status.id() + "</span>");
    assertThat(detail).contains(">" + status.id() + "</span>");
    assertThat(detail.contains("data-live=\"/api/v1/runs/" + run.id())).isEqualTo(live);
    assertThat(detail.contains("/cancel")).isEqualTo(live);
    assertThat(detail.contains("the tool said no"))
        .isEqualTo(!live && status != RunStatus.SUCCEEDED);
  }

  @Test
  void aRunAtWorkTellsHowFarItIsByTheLastGoodOne() {
    String server = unique("far");
    work.run("nightly", server, RunStatus.SUCCEEDED, null);
    Run run = work.run("nightly", server, RunStatus.RUNNING, null);

    String state = pages.page("/runs/" + run.id() + "/state");
    String atWork = pages.page("/runs-at-work");

    assertThat(state)
        .contains("38.1 MiB of about 95.4 MiB", "8.6 MiB/s", "2 of 5 databases", "left")
        .contains("value=\"40000000\"", "max=\"100000000\"")
        .doesNotContain("<html");
    assertThat(atWork).contains("nightly on " + server).doesNotContain("<html");
  }

  @Test
  void aRunAtWorkTellsHowFarItsTablesAre() {
    work.withTables();
    Run run = work.run("nightly", unique("tables"), RunStatus.RUNNING, null);

    assertThat(pages.page("/runs/" + run.id() + "/state"))
        .contains("7 of 12 done", "33 %", "about 2 min 0 s left")
        .contains("shop.&lt;b&gt;orders", "12\u202f345 of about 50\u202f000", "25 %")
        .contains("38.1 MiB of about 95.4 MiB", "max=\"100000000\"");
    RowsView told = Objects.requireNonNull(RunView.of(run).tableProgress());
    assertThat(told.percent()).isEqualTo(33);
    assertThat(told.atWork()).extracting(RowsView.TableView::percent).containsExactly(25);

    Run ended = work.run("nightly", unique("tables"), RunStatus.SUCCEEDED, null);
    assertThat(RunView.of(ended).tableProgress()).isNull();
  }

  @Test
  void theLogIsTextAndGoesOnWhereThePageEnds() {
    Run run = work.run("nightly", unique("log"), RunStatus.RUNNING, null);

    String page = pages.page("/runs/" + run.id());

    assertThat(page).contains("&lt;i&gt;tool&lt;/i&gt; says hello", "/events?after=2");
  }

  @Test
  void aRunShowsItsBackups() {
    Run run = work.run("nightly", unique("made"), RunStatus.SUCCEEDED, null);
    String backup = new SampleHistory(pages.store).run(run.id()).good("shop", "disk").id();

    assertThat(pages.page("/runs/" + run.id())).contains("/backups/" + backup);
  }

  @Test
  void aRunIsCancelledByWhoMay() {
    Run run = work.run("nightly", unique("ended"), RunStatus.RUNNING, null);

    assertThat(pages.as(Role.VIEWER).get("/runs/" + run.id() + "/cancel").statusCode())
        .isEqualTo(403);
    assertThat(pages.as(Role.OPERATOR).page("/runs/" + run.id()))
        .contains("href=\"/runs/%s/cancel\"".formatted(run.id()))
        .doesNotContain("action=\"/runs/%s/cancel\"".formatted(run.id()));
    assertThat(pages.page("/runs/" + run.id() + "/cancel"))
        .contains("Cancel this run?", "action=\"/runs/%s/cancel\"".formatted(run.id()));
    assertThat(pages.runs.asked).doesNotContain("cancel " + run.id());
    HttpResponse<String> refused = pages.as(Role.VIEWER).post("/runs/" + run.id() + "/cancel");
    HttpResponse<String> done = pages.as(Role.OPERATOR).post("/runs/" + run.id() + "/cancel");

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(done.headers().firstValue("Location")).contains("/runs/" + run.id());
    assertThat(pages.runs.asked).containsOnlyOnce("cancel " + run.id());
    assertThat(pages.as(Role.VIEWER).page("/runs/" + run.id())).doesNotContain("/cancel");
  }

  @Test
  void theFilterOfRunsFinds() {
    String server = unique("find");
    String failed = work.run("nightly", server, RunStatus.FAILED, "no").id();
    String good = work.run("hourly", server, RunStatus.SUCCEEDED, null).id();

    assertThat(pages.page("/runs?server=" + server + "&status=failed"))
        .contains(failed)
        .doesNotContain(good);
    assertThat(pages.page("/runs?server=" + server + "&schedule=hourly"))
        .contains(good)
        .doesNotContain(failed);
    assertThat(pages.page("/runs?server=" + server + "&until=2020-01-01")).contains("No run fits");
    assertThat(pages.get("/runs?from=x").statusCode()).isEqualTo(422);
  }

  @ParameterizedTest
  @EnumSource(DrillStatus.class)
  void everyStatusOfADrillIsShown(DrillStatus status) {
    String server = unique("drill");
    Drill drill = work.drill(Ids.next(), server, "shop", status);

    String list = pages.page("/drills?server=" + server);
    String detail = pages.page("/drills/" + drill.id());

    assertThat(list).contains("/drills/" + drill.id(), ">" + status.id() + "</span>");
    assertThat(list).contains("Newest of each series", "name=\"scope\" value=\"shop\"");
    assertThat(detail).contains(">" + status.id() + "</span>");
    assertThat(detail.contains("/events")).isEqualTo(status == DrillStatus.RUNNING);
  }

  @Test
  void aDrillTellsWhatItFound() {
    Drill bad = work.drill(Ids.next(), unique("found"), "shop", DrillStatus.FAILED);

    String page = pages.page("/drills/" + bad.id());

    assertThat(page)
        .contains("42.5 s", "MariaDB 11.4.5", "SELECT COUNT(*) &gt; 0", "holds")
        .contains("97 rows there, 100 dumped", "events were not run", "Corrupt &amp; broken")
        .contains("shop.&lt;i&gt;log&lt;/i&gt;", "drill another backup");
  }

  @Test
  void aSeriesIsDrilledByItsLastGoodBackup() {
    String server = unique("series");
    String backup = new SampleHistory(pages.store).server(server).good("shop", "disk").id();

    HttpResponse<String> answer =
        pages.post("/drills", "schedule", "nightly", "server", server, "scope", "shop");
    HttpResponse<String> none =
        pages.post("/drills", "schedule", "nightly", "server", server, "scope", "crm");

    assertThat(answer.headers().firstValue("Location")).contains("/drills/drill-1");
    assertThat(pages.proofs.asked).contains("drill " + backup);
    assertThat(none.statusCode()).isEqualTo(404);
  }
}
