package io.dumpwarden.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.dump.Source;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.TestEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A restore account with the grants of docs/security.md, and no more, brings everything back. */
class DocumentedAccountsTest {

  private static final Pattern STATEMENT = Pattern.compile("`(GRANT [^`]+ TO )restorer`");
  private static final String PASSWORD = "test-password-Restorer1";

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(TestEngine.class)
  void bringEverythingBack(TestEngine engine) throws Exception {
    Source root = Source.of(Engines.shared(engine));
    RestoreBench rootBench = new RestoreBench(root, folder);
    Shop.create(root, "granted");
    List<String> wanted = Shop.contents(root, "granted");
    String sql = rootBench.dump("granted");
    root.execute(
        "DROP USER IF EXISTS restorer", "CREATE USER restorer IDENTIFIED BY '" + PASSWORD + "'");
    for (String grant : documented(root)) {
      root.execute(grant + "restorer");
    }
    RestoreBench bench = new RestoreBench(root.as("restorer", PASSWORD), folder);

    root.execute("DELETE FROM granted.purchase");
    assertSucceeded(bench.restore(bench.file(sql), bench.request(Existing.REPLACE)));
    assertThat(Shop.contents(root, "granted")).isEqualTo(wanted);

    root.execute("DROP DATABASE granted");
    assertSucceeded(bench.restore(bench.file(sql), bench.request(Existing.REFUSE)));
    assertThat(Shop.contents(root, "granted")).isEqualTo(wanted);
    assertThat(rootBench.leftovers()).isEmpty();
  }

  private static void assertSucceeded(RestoreOutcome outcome) {
    assertThat(outcome.failure()).isNull();
    assertThat(outcome.status()).isEqualTo(RestoreStatus.SUCCEEDED);
  }

  private static List<String> documented(Source root) throws Exception {
    String row =
        switch (root.login().flavor()) {
          case MARIADB -> "MariaDB 10.6 and newer";
          case MYSQL -> "MySQL 8.0 and newer";
        };
    // 8.0.15, the one here, has no such privilege yet
    String system = root.facts().release().atLeast(8, 2) ? "SYSTEM_USER" : "";
    String definer =
        root.facts().release().atLeast(8, 2)
            ? "SET_ANY_DEFINER, ALLOW_NONEXISTENT_DEFINER"
            : "SET_USER_ID";
    String line =
        Files.readString(Path.of("../../docs/security.md"))
            .lines()
            .filter(l -> l.startsWith("| " + row + " |"))
            .findFirst()
            .orElseThrow();
    return STATEMENT
        .matcher(line)
        .results()
        .map(found -> found.group(1).replace("DEFINER", definer))
        .map(grant -> system.isEmpty() ? grant.replace("SYSTEM_USER, ", "") : grant)
        .toList();
  }
}
