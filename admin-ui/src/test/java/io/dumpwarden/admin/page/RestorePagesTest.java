package io.dumpwarden.admin.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.access.Role;
import io.dumpwarden.catalog.Ids;
import io.dumpwarden.restore.Existing;
import io.dumpwarden.restore.Restore;
import io.dumpwarden.restore.RestorePhase;
import io.dumpwarden.restore.RestoreStatus;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RestorePagesTest {

  private final PageServer pages = PageServer.shared().as(Role.OPERATOR);
  private final SampleWork work = new SampleWork(pages.store);

  @ParameterizedTest
  @EnumSource(RestoreStatus.class)
  void everyStatusIsShown(RestoreStatus status) {
    String backup = Ids.next();
    Restore restore =
        work.restore(
            backup,
            Existing.REPLACE,
            new SampleWork.State(status, RestorePhase.LOADING, "why", null));

    String list = pages.page("/restores?backup=" + backup);
    String detail = pages.page("/restores/" + restore.id());
    boolean live = status == RestoreStatus.RUNNING;

    assertThat(list).contains("/restores/" + restore.id(), ">" + status.id() + "</span>");
    assertThat(detail).contains(">" + status.id() + "</span>", "reading &lt;b&gt;copy&lt;/b&gt;");
    assertThat(detail.contains("data-live=\"/api/v1/restores/" + restore.id() + "/events?after=2"))
        .isEqualTo(live);
    assertThat(detail.contains("/cancel")).isEqualTo(live);
    assertThat(detail.contains("To undo it")).isEqualTo(!live);
  }

  @ParameterizedTest
  @EnumSource(RestorePhase.class)
  void everyPhaseIsOneStepOfIt(RestorePhase phase) {
    Restore restore = work.restore(Ids.next(), Existing.REPLACE, RestoreStatus.RUNNING, phase);

    String state = pages.page("/restores/" + restore.id() + "/state");

    assertThat(state).contains("Check", "Safety backup", "Load", "Swap").doesNotContain("<html");
    assertThat(state.split("class=\"now\"", -1).length - 1)
        .isEqualTo(phase == RestorePhase.DONE ? 0 : 1);
    pages.restores.asked.clear();
  }

  @Test
  void oneOverSeveralConnectionsTellsHowFarItsTablesAre() {
    work.withTables();
    Restore restore =
        work.restore(Ids.next(), Existing.REPLACE, RestoreStatus.RUNNING, RestorePhase.LOADING);

    assertThat(pages.page("/restores/" + restore.id() + "/state"))
        .contains("7 of 12 done", "about 2 min 0 s left", "shop.&lt;b&gt;orders")
        .contains("12\u202f345 of 50\u202f000")
        .doesNotContain("of about");
  }

  @Test
  void oneIntoNewNamesIsUndoneByDroppingThem() {
    Restore restore =
        work.restore(Ids.next(), Existing.INTO_NEW, RestoreStatus.SUCCEEDED, RestorePhase.DONE);

    assertThat(pages.page("/restores/" + restore.id()))
        .contains("Restored shop_new on shop2", "Dropping shop_new on shop2 undoes it")
        .doesNotContain("Swap</strong>");
  }

  @Test
  void aReplacementIsUndoneByItsSafetyBackup() {
    String safety = new SampleHistory(pages.store).server("shop2").good("shop_new", "disk").id();
    Restore restore =
        work.restore(
            Ids.next(),
            Existing.REPLACE,
            new SampleWork.State(RestoreStatus.SUCCEEDED, RestorePhase.DONE, null, safety));

    assertThat(pages.page("/restores/" + restore.id()))
        .contains("/backups/" + safety, "Bring the old data back")
        .contains("step=where&amp;backup=" + safety + "&amp;to=shop2&amp;existing=replace");
    assertThat(pages.as(Role.VIEWER).page("/restores/" + restore.id()))
        .doesNotContain("Bring the old data back");
  }

  @Test
  void refusedStatementsAreListed() {
    Restore restore =
        work.restore(Ids.next(), Existing.INTO_NEW, RestoreStatus.PARTIAL, RestorePhase.DONE);

    assertThat(pages.page("/restores/" + restore.id()))
        .contains("Statements that were refused", "ERROR 1064 near &lt;script&gt;", "table orders");
  }

  @Test
  void oneWhoseProcessDiedOffersRecovery() {
    Restore restore =
        work.restore(
            Ids.next(), Existing.REPLACE, RestoreStatus.INTERRUPTED, RestorePhase.SWAPPING);

    HttpResponse<String> done = pages.post("/restores-recovery", "server", "shop2");
    HttpResponse<String> idle = pages.post("/restores-recovery", "server", "idle");
    HttpResponse<String> blank = pages.post("/restores-recovery", "server", " ");

    assertThat(pages.page("/restores/" + restore.id())).contains("Recover shop2");
    assertThat(done.body()).contains("restore &lt;1&gt;: the old data is in place");
    assertThat(idle.body()).contains("No restore was left in the middle");
    assertThat(blank.statusCode()).isEqualTo(422);
    assertThat(pages.as(Role.VIEWER).post("/restores-recovery", "server", "shop2").statusCode())
        .isEqualTo(403);
  }

  @Test
  void oneIsCancelledByWhoMay() {
    Restore restore =
        work.restore(Ids.next(), Existing.REPLACE, RestoreStatus.RUNNING, RestorePhase.LOADING);

    HttpResponse<String> done = pages.post("/restores/" + restore.id() + "/cancel");

    assertThat(done.headers().firstValue("Location")).contains("/restores/" + restore.id());
    assertThat(pages.restores.asked).contains("cancel " + restore.id());
    assertThat(pages.as(Role.VIEWER).post("/restores/" + restore.id() + "/cancel").statusCode())
        .isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "IN_PLACE | may be incomplete or nothing",
        "REPLACE | stays as it is, or is put back",
        "INTO_NEW | What was there on shop2 stays",
        "REFUSE | What was there on shop2 stays"
      })
  void beforeACancelThePageSaysWhatWillBeLeft(Existing existing, String left) {
    Restore restore =
        work.restore(Ids.next(), existing, RestoreStatus.RUNNING, RestorePhase.LOADING);
    String at = "/restores/" + restore.id() + "/cancel";

    assertThat(pages.page("/restores/" + restore.id()))
        .contains("href=\"" + at + "\"")
        .doesNotContain("action=\"" + at + "\"");
    assertThat(pages.page(at)).contains("Cancel this restore?", left, "action=\"" + at + "\"");
    assertThat(pages.page(at).contains("safety backup")).isEqualTo(existing == Existing.IN_PLACE);
    assertThat(pages.restores.asked).doesNotContain("cancel " + restore.id());
    assertThat(pages.as(Role.VIEWER).get(at).statusCode()).isEqualTo(403);
  }

  @Test
  void oneIntoAProtectedServerIsTheAdminsToCancel() {
    Restore restore = work.restoreInto("vault", RestoreStatus.RUNNING, RestorePhase.LOADING);

    assertThat(pages.page("/restores/" + restore.id())).doesNotContain("/cancel");
    assertThat(pages.as(Role.ADMIN).page("/restores/" + restore.id())).contains("/cancel");
  }

  @Test
  void thoseAtWorkAreShownAlone() {
    Restore restore =
        work.restore(Ids.next(), Existing.REPLACE, RestoreStatus.RUNNING, RestorePhase.LOADING);

    assertThat(pages.page("/restores-at-work"))
        .contains("/restores/" + restore.id(), "572.2 MiB loaded of 1.1 GiB")
        .doesNotContain("<html");
  }
}
