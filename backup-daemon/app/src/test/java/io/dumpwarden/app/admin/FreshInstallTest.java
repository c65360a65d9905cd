package io.dumpwarden.app.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.app.TestAdmin;
import io.dumpwarden.app.TestStore;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.TestEngine;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a new installation shows leads on to the first server, storage and key. */
class FreshInstallTest {

  @TempDir private Path folder;

  @Test
  void emptyPagesSayWhatToDoNext() throws Exception {
    TestStore store = TestStore.on(Engines.shared(TestEngine.MARIADB_11_4));
    Map<String, String> more = Map.of("DUMPWARDEN_ADMIN_PASSWORD", "password-of-the-first-admin");
    TestAdmin installed = TestAdmin.start(folder.resolve("data"), store, more);
    try {
      Client admin = new Client(installed.address());
      admin.signIn("admin", "password-of-the-first-admin");

      assertThat(admin.get("/servers").body())
          .contains("No server yet", "href=\"/servers/new\"", "Then come a storage")
          .doesNotContain("<table");
      assertThat(admin.get("/storages").body())
          .contains("No storage yet", "href=\"/storages/new\"", "Next comes a schedule");
      assertThat(admin.get("/keys").body()).contains("No encryption key yet");
      assertThat(admin.get("/dump-options").body()).contains("There is no server yet");
      assertThat(admin.get("/system").body())
          .contains("Every row of configuration can be used", "there is no storage to put one");
      assertThat(admin.get("/audit").body()).contains("<strong>add</strong> user");
    } finally {
      installed.daemon().close();
    }
  }
}
