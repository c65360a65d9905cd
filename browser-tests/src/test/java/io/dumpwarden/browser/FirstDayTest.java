package io.dumpwarden.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.options.ColorScheme;
import io.dumpwarden.browser.Chromium.Screen;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.SourceEngine;
import io.dumpwarden.engines.TestEngine;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The first day of an installation, by mouse and keyboard alone: from the printed password to the
 * first database that was restored, and the audit trail of it.
 */
@Tag("long")
class FirstDayTest {

  private static final Pattern PRINTED = Pattern.compile("is admin with the password (\\S+),");
  private static final String OWN = "correct horse battery staple";

  /** What a busy machine may take for a run or a restore. */
  private static final double WORK_MILLIS = 60_000;

  @TempDir static Path folder;

  private static SourceEngine source;
  private static Chromium chromium;
  private static ServingDaemon daemon;

  @BeforeAll
  static void start() throws Exception {
    chromium = Chromium.start();
    source = Engines.shared(TestEngine.MARIADB_11_4);
    BusyShop.database(
        source,
        "first_day",
        "CREATE TABLE customer (id INT PRIMARY KEY, name VARCHAR(100))",
        "INSERT INTO customer SELECT seq, SHA2(seq, 256) FROM seq_1_to_500");
    query("DROP DATABASE IF EXISTS first_day_again");
    daemon = ServingDaemon.in(folder, Map.of());
  }

  @AfterAll
  static void stop() throws Exception {
    if (daemon != null) {
      daemon.close();
    }
    if (chromium != null) {
      chromium.close();
    }
  }

  private static int query(String sql) throws SQLException {
    try (Connection connection = source.connect();
        Statement statement = connection.createStatement()) {
      if (!statement.execute(sql)) {
        return 0;
      }
      try (ResultSet rows = statement.getResultSet()) {
        rows.next();
        return rows.getInt(1);
      }
    }
  }

  @Test
  void leadsFromNothingToARestoredBackupWithoutLeavingThePages() throws Exception {
    try (Visitor visitor = chromium.visitor(daemon.address(), Screen.DESK, ColorScheme.LIGHT)) {
      signInAndChangePassword(visitor);
      addServer(visitor);
      addStorage(visitor);
      addSchedule(visitor);
      runAndWatch(visitor);
      findAndVerify(visitor);
      restore(visitor);
      audit(visitor);
      assertThat(visitor.troubles()).isEmpty();
    }
    assertThat(query("SELECT COUNT(*) FROM first_day_again.customer")).isEqualTo(500);
  }

  private static void signInAndChangePassword(Visitor visitor) {
    visitor.open("/servers");
    assertThat(visitor.page().url()).contains("/login");
    visitor.fill("name", "admin");
    visitor.fill("password", daemon.said(PRINTED));
    visitor.press("Sign in");
    // back to where somebody wanted to be
    assertThat(visitor.page()).hasURL(Pattern.compile(".*/servers$"));
    visitor.open("/account/password");
    visitor.fill("currentPassword", daemon.said(PRINTED));
    visitor.fill("newPassword", OWN);
    visitor.fill("repeated", OWN);
    visitor.press("Change password");
    assertThat(visitor.main().getByRole(com.microsoft.playwright.options.AriaRole.STATUS).first())
        .isVisible();
  }

  private static void addServer(Visitor visitor) {
    visitor.open("/servers");
    visitor.link("Add a server").click();
    visitor.fill("name", "shop1");
    visitor.choose("flavor", "mariadb");
    visitor.fill("host", source.host());
    visitor.fill("port", String.valueOf(source.port()));
    visitor.fill("user", source.rootUser());
    visitor.fill("password", source.rootPassword());
    visitor
        .page()
        .getByText(
            "Restore account", new com.microsoft.playwright.Page.GetByTextOptions().setExact(true))
        .first()
        .click();
    visitor.fill("restoreUser", source.rootUser());
    visitor.fill("restorePassword", source.rootPassword());
    visitor.page().getByText("Encrypted connection").first().click();
    visitor.choose("tlsMode", "disabled");
    visitor.press("Test connection");
    assertThat(visitor.page().locator("#findings")).containsText("MariaDB", patient());
    visitor.press("Add server");
    assertThat(visitor.main()).containsText("shop1");
    assertThat(visitor.page()).hasURL(Pattern.compile(".*/servers/shop1$"));
  }

  private static void addStorage(Visitor visitor) {
    visitor.open("/storages");
    visitor.link("Add a storage").click();
    visitor.fill("name", "disk");
    visitor.fill("path", folder.resolve("disk").toString());
    visitor.press("Test");
    assertThat(visitor.page().locator("#findings")).containsText("as it should be", patient());
    visitor.press("Add storage");
    assertThat(visitor.page()).hasURL(Pattern.compile(".*/storages/disk$"));
  }

  private static void addSchedule(Visitor visitor) {
    visitor.open("/schedules");
    visitor.link("Add a schedule").click();
    visitor.fill("name", "nightly");
    visitor.choose("rhythm", "cron");
    visitor.fill("cron", "15 2 * * 1-5");
    visitor.fill("zone", "Europe/Berlin");
    // the words and the next times follow the typing
    assertThat(visitor.page().locator(".look-cron")).containsText("02:15", patient());
    visitor.fill("servers", "shop1");
    visitor.choose("mode", "filter");
    visitor.fill("databases", "first_day");
    Locator storage = visitor.page().locator("table.rules input[type=checkbox]").first();
    storage.check();
    visitor.press("Add schedule");
    assertThat(visitor.page()).hasURL(Pattern.compile(".*/schedules/nightly$"));
    assertThat(visitor.main()).containsText("next", new ContainsTextOptions().setIgnoreCase(true));
  }

  private static void runAndWatch(Visitor visitor) {
    visitor.link("Run now").click();
    visitor.press("Run now");
    assertThat(visitor.page()).hasURL(Pattern.compile(".*/runs/[0-9a-f-]{36}.*"));
    // nobody reloads: the page follows the run to its end by itself
    assertThat(visitor.main()).containsText("succeeded", patient());
    assertThat(visitor.page().locator("pre.log")).containsText("first_day");
  }

  private static void findAndVerify(Visitor visitor) {
    visitor.open("/backups?text=first_day");
    visitor.page().locator("main table a[href^='/backups/']").first().click();
    assertThat(visitor.page()).hasURL(Pattern.compile(".*/backups/[0-9a-f-]{36}$"));
    visitor.press("Verify");
    assertThat(visitor.main()).containsText("verified", patient());
  }

  private static void restore(Visitor visitor) {
    visitor.link("Restore…").click();
    visitor.press("Next: where to");
    visitor.page().locator("input[name=to][value=shop1]").check();
    visitor.page().locator("input[name=new]").fill("first_day_again");
    visitor.press("Next: see the plan");
    assertThat(visitor.main()).containsText("first_day_again", patient());
    Locator confirm = visitor.page().locator("input[name=confirm]");
    if (confirm.count() > 0) {
      confirm.fill("shop1");
    }
    visitor.press("Restore now");
    assertThat(visitor.page()).hasURL(Pattern.compile(".*/restores/[0-9a-f-]{36}.*"));
    assertThat(visitor.main()).containsText("succeeded", patient());
  }

  private static void audit(Visitor visitor) {
    visitor.open("/audit");
    for (String word : List.of("shop1", "disk", "nightly", "admin")) {
      assertThat(visitor.main()).containsText(word);
    }
    assertThat(visitor.page().content()).doesNotContain(OWN, source.rootPassword());
  }

  private static ContainsTextOptions patient() {
    return new ContainsTextOptions().setTimeout(WORK_MILLIS);
  }
}
