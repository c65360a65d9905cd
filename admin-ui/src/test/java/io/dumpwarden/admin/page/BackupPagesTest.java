package io.dumpwarden.admin.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.access.Role;
import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.BackupStatus;
import io.dumpwarden.catalog.CopyLock;
import io.dumpwarden.catalog.CopyStatus;
import io.dumpwarden.catalog.Ids;
import io.dumpwarden.catalog.Verification.Result;
import io.dumpwarden.drill.DrillStatus;
import io.dumpwarden.restore.Existing;
import io.dumpwarden.restore.RestorePhase;
import io.dumpwarden.restore.RestoreStatus;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BackupPagesTest {

  private final PageServer pages = PageServer.shared().as(Role.ADMIN);

  private SampleHistory sample() {
    return new SampleHistory(pages.store);
  }

  /** A server of its own, so that filtered lists hold what a test put there. */
  private static String unique(String name) {
    return name + "-" + Ids.next().substring(24);
  }

  @ParameterizedTest
  @EnumSource(BackupStatus.class)
  void everyStatusIsShownInListAndDetail(BackupStatus status) {
    String server = unique("status");
    SampleHistory sample = sample().server(server);
    CopyStatus copies =
        switch (status) {
          case SUCCEEDED, PARTIAL -> CopyStatus.STORED;
          case RUNNING -> CopyStatus.PENDING;
          case FAILED, CANCELLED, INTERRUPTED -> CopyStatus.FAILED;
        };
    Backup backup = sample.with(status, "shop", List.of(sample.copy("disk", copies, null, null)));

    String list = pages.page("/backups?server=" + server);
    String detail = pages.page("/backups/" + backup.id());

    assertThat(list).contains("/backups/" + backup.id(), ">" + status.id() + "</span>");
    assertThat(detail).contains(">" + status.id() + "</span>", backup.id());
    assertThat(detail.contains("/restores/new?backup=")).isEqualTo(copies == CopyStatus.STORED);
  }

  @Test
  void everyStateOfACopyHasItsBadge() {
    String server = unique("copies");
    SampleHistory sample = sample().server(server);
    Backup backup =
        sample.with(
            BackupStatus.SUCCEEDED,
            "shop",
            List.of(
                sample.copy("disk", CopyStatus.STORED, Result.VERIFIED, null),
                sample.copy("bucket", CopyStatus.STORED, Result.UNREADABLE, null),
                sample.copy("three", CopyStatus.STORED, null, CopyLock.LEGAL_HOLD),
                sample.copy("four", CopyStatus.MISSING, Result.MISSING, null),
                sample.copy("five", CopyStatus.CORRUPT, Result.CORRUPT, null),
                sample.copy("six", CopyStatus.PENDING, null, null),
                sample.copy("seven", CopyStatus.DELETED, null, null),
                sample.copy("eight", CopyStatus.EXPIRED, null, null),
                sample.copy("nine", CopyStatus.FAILED, null, null)));

    String list = pages.page("/backups?server=" + server).replaceAll("<[^>]*>", "");
    String detail = pages.page("/backups/" + backup.id());

    assertThat(list)
        .contains("disk verified", "bucket unreadable", "three stored, locked", "four missing")
        .contains("five corrupt", "six pending", "seven deleted", "eight expired", "nine failed");
    assertThat(detail).contains("legal hold", "3 bytes differ", "the bucket answered 403");
  }

  @Test
  void aBackupTellsWhatItHoldsAndWhereItRestsAndWhatBecameOfIt() {
    Backup backup = sample().good("shop", "disk", "bucket");
    SampleWork work = new SampleWork(pages.store);
    String restore =
        work.restore(backup.id(), Existing.INTO_NEW, RestoreStatus.SUCCEEDED, RestorePhase.DONE)
            .id();
    String drill = work.drill(backup.id(), "shop1", "shop", DrillStatus.SUCCEEDED).id();

    String page = pages.page("/backups/" + backup.id());

    assertThat(page)
        .contains("mariadb 11.4.5-MariaDB at db.example.com:3306", "mariadb-dump 10.19")
        .contains("zstd, level 3", "aes-256-gcm, key key-2026", "OPS-42", "0123456789abcdef")
        .contains("0-1-42", "mysql-bin.000003:4711", "ab".repeat(32), "--single-transaction")
        .contains("orders", "1 234 567".replace(' ', '\u202f'), "totals", "close_month", "purge")
        .contains("log of shop is MyISAM", "table *.cache_*", "old_totals", "10.0×")
        .contains("/restores/" + restore, "/drills/" + drill, "42.5 s")
        .contains("download?decrypt=true", "download?file=manifest", "download?file=users");
  }

  @Test
  void whoMayNotDoItIsNotOfferedIt() {
    Backup backup = sample().good("shop", "disk");

    String viewer = pages.as(Role.VIEWER).page("/backups/" + backup.id());
    String operator = pages.as(Role.OPERATOR).page("/backups/" + backup.id());

    assertThat(viewer).doesNotContain("/verify", "/pin", "/delete", "/download", "/restores/new");
    assertThat(operator).contains("/verify", "/pin", "/download", "/restores/new");
    assertThat(operator).doesNotContain("/delete", "decrypt=true");
  }

  @Test
  void whatIsNotEncryptedIsOfferedToAdminsOnly() {
    Backup backup = sample().plain("shop", "disk");

    String operator = pages.as(Role.OPERATOR).page("/backups/" + backup.id());
    String copies = pages.page("/backups/" + backup.id() + "/copies");
    String admin = pages.as(Role.ADMIN).page("/backups/" + backup.id());

    assertThat(operator)
        .contains("/download?file=manifest")
        .doesNotContain("/download\"", "/download?storage", "/download?file=users");
    assertThat(copies).doesNotContain("/download");
    assertThat(admin).contains("/download\"", "/download?storage", "/download?file=users");
  }

  @Test
  void theFilterFindsByEachOfItsFieldsAndKeepsWhatWasAsked() {
    String server = unique("filter");
    Instant day = Instant.parse("2025-03-04T23:59:00Z");
    String id =
        sample().server(server).schedule("s-" + server).at(day).good("db-" + server, "disk").id();
    sample().server(server).good("other", "bucket");

    for (String filter :
        List.of(
            "database=db-" + server,
            "schedule=s-" + server,
            "server=" + server + "&storage=disk",
            "server=" + server + "&from=2025-03-04&until=2025-03-04",
            "text=db-" + server,
            "server=" + server + "&type=daily&status=succeeded&until=2025-03-04")) {
      String page = pages.page("/backups?" + filter);
      assertThat(page).as(filter).contains(id).doesNotContain(">other<");
    }
    assertThat(pages.page("/backups?server=" + server + "&until=2025-03-03")).doesNotContain(id);
    assertThat(pages.page("/backups?server=" + server)).contains("value=\"" + server + "\"");
  }

  @Test
  void aWrongDayIsSaidAtItsField() {
    HttpResponse<String> answer = pages.get("/backups?from=yesterday&until=2020-99-01&server=x");

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("write a day as 2026-01-31", "value=\"x\"");
  }

  @Test
  void pagesFollowEachOtherByKey() {
    String server = unique("paging");
    SampleHistory sample = sample().server(server);
    List<String> ids =
        java.util.stream.IntStream.range(0, 53)
            .mapToObj(i -> sample.good("shop", "disk").id())
            .toList();

    String first = pages.page("/backups?server=" + server);
    String second = pages.page("/backups?server=%s&before=%s".formatted(server, ids.get(3)));

    assertThat(first)
        .contains(ids.get(52), ids.get(3))
        .doesNotContain("/backups/" + ids.get(2) + "\"");
    assertThat(first).contains("before=" + ids.get(3)).contains("server=" + server + "&amp;before");
    assertThat(second)
        .contains(ids.get(2), ids.get(0))
        .doesNotContain(ids.get(3) + "\"")
        .contains("No older ones");
  }

  @Test
  void whatIsEmptySaysWhatToDo() {
    assertThat(pages.page("/backups?server=nobody")).contains("No backup fits", "Show all backups");
  }

  @Test
  void anUnknownBackupIsAProblemPage() {
    HttpResponse<String> answer = pages.get("/backups/none");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("there is no backup none", "<html");
  }

  @Test
  void formsAskForWhatTheySay() {
    String id = sample().good("shop", "disk").id();

    pages.post("/backups/" + id + "/verify", "how", "repair", "storage", "disk");
    pages.post("/backups/" + id + "/verify", "how", "quick", "storage", "");
    HttpResponse<String> drill = pages.post("/backups/" + id + "/drill");
    HttpResponse<String> wrong = pages.post("/backups/" + id + "/verify", "how", "thorough");

    assertThat(pages.proofs.asked)
        .contains("verify " + id + " disk quick=false repair=true")
        .contains("verify " + id + " null quick=true repair=false")
        .contains("drill " + id);
    assertThat(drill.headers().firstValue("Location")).contains("/drills/drill-1");
    assertThat(wrong.statusCode()).isEqualTo(422);
  }

  @Test
  void aVerificationAtWorkIsShownAndFollowed() {
    String id = sample().good("shop", "disk").id();
    pages.proofs.verifying = id;

    String busy = pages.page("/backups/" + id + "/copies");
    pages.proofs.verifying = null;
    String done = pages.page("/backups/" + id + "/copies");

    assertThat(busy).contains("Being verified now", "hx-trigger").doesNotContain("<html");
    assertThat(done).doesNotContain("Being verified now", "hx-trigger").contains("disk");
  }

  @Test
  void pinsHoldUntilTheyAreTakenAway() {
    String id = sample().good("shop", "disk").id();

    HttpResponse<String> answer = pages.as(Role.OPERATOR).post("/backups/" + id + "/pin");

    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(pages.catalog.find(id).orElseThrow().pinned()).isTrue();
    assertThat(pages.page("/backups/" + id)).contains("pinned", "/unpin");
    pages.post("/backups/" + id + "/unpin");
    assertThat(pages.catalog.find(id).orElseThrow().pinned()).isFalse();
  }

  @Test
  void aDeletionSaysWhatGoesAndWhyTheRestStays() {
    String server = unique("delete");
    String old = sample().server(server).good("shop", "disk").id();
    sample().server(server).good("shop", "disk");

    String page = pages.page("/backups/" + old + "/delete");
    HttpResponse<String> answer = pages.post("/backups/" + old + "/delete");

    assertThat(page).contains("All copies go", "Delete 1 copy", "is deleted");
    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(copyStatus(old)).isEqualTo(CopyStatus.DELETED);
    assertThat(pages.page("/backups/" + old + "/delete")).contains("Nothing of it is left");
  }

  @Test
  void theLastGoodOneGoesOnlyByForceAndByItsName() {
    String id = sample().server(unique("force")).good("shop", "disk").id();

    String held = pages.page("/backups/" + id + "/delete");
    pages.post("/backups/" + id + "/delete");
    assertThat(held).contains("Nothing would be deleted", "delete it by force", "?force=true");
    assertThat(copyStatus(id)).isEqualTo(CopyStatus.STORED);

    HttpResponse<String> wrong =
        pages.post("/backups/" + id + "/delete", "force", "true", "confirm", "shpo");
    assertThat(wrong.statusCode()).isEqualTo(422);
    assertThat(wrong.body()).contains("this is not the name");
    assertThat(copyStatus(id)).isEqualTo(CopyStatus.STORED);

    pages.post("/backups/" + id + "/delete", "force", "true", "confirm", "shop");
    assertThat(copyStatus(id)).isEqualTo(CopyStatus.DELETED);
  }

  @Test
  void deletionIsForAdmins() {
    String id = sample().good("shop", "disk").id();

    assertThat(pages.as(Role.OPERATOR).get("/backups/" + id + "/delete").statusCode())
        .isEqualTo(403);
    assertThat(pages.post("/backups/" + id + "/delete").statusCode()).isEqualTo(403);
  }

  private CopyStatus copyStatus(String backup) {
    return pages.catalog.find(backup).orElseThrow().copies().get(0).status();
  }
}
