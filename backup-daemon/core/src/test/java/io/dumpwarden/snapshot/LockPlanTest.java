package io.dumpwarden.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.config.Flavor;
import io.dumpwarden.source.Grants;
import io.dumpwarden.source.ServerFacts;
import io.dumpwarden.source.Version;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LockPlanTest {

  @ParameterizedTest
  @CsvSource({
    "mariadb 11.4.5, 4, false, BACKUP_STAGE, false",
    "mariadb 10.4.1, 2, false, BACKUP_STAGE, false",
    "mariadb 10.3.9, 2, false, READ_LOCK, false",
    "mariadb 11.4.5, 1, false, NONE, false",
    "mariadb 11.4.5, 1, true, READ_LOCK, false",
    "mysql 9.1.0, 4, false, BACKUP_LOCK, true",
    "mysql 8.0.15, 4, true, BACKUP_LOCK, true",
    "mysql 5.7.40, 4, false, READ_LOCK, false",
    "mysql 9.1.0, 1, false, BACKUP_LOCK, true"
  })
  void isWhatTheServerKnowsAndTheWishNeeds(
      String server, int connections, boolean hold, SnapshotLock lock, boolean backupLock) {
    LockPlan plan =
        LockPlan.of(server(server, true, Grants.ofEverything()), wishes(connections, hold));

    assertThat(plan).isEqualTo(new LockPlan(lock, backupLock, List.of(), List.of()));
  }

  @ParameterizedTest
  @CsvSource({"1, NONE", "2, BACKUP_LOCK"})
  void withoutLogOneConnectionNeedsNoLock(int connections, SnapshotLock lock) {
    ServerFacts server = server("mysql 9.1.0", false, Grants.ofEverything());

    assertThat(LockPlan.of(server, wishes(connections, false)).lock()).isEqualTo(lock);
  }

  @ParameterizedTest
  @CsvSource({
    "mariadb 11.4.5, RELOAD, ",
    "mysql 9.1.0, 'FLUSH_TABLES,PROCESS', BACKUP_ADMIN",
    "mysql 8.0.15, 'RELOAD,PROCESS', BACKUP_ADMIN",
    "mysql 5.7.40, 'RELOAD,PROCESS', "
  })
  void namesWhatIsMissing(String server, String missing, String missingForBackupLock) {
    LockPlan plan =
        LockPlan.of(
            server(server, true, new Grants("'b'@'%'", List.of(), false)), wishes(4, false));

    assertThat(plan.isAllowed()).isFalse();
    assertThat(plan.missing()).containsExactly(missing.split(","));
    assertThat(plan.missingForBackupLock())
        .isEqualTo(missingForBackupLock == null ? List.of() : List.of(missingForBackupLock));
  }

  private static SnapshotWishes wishes(int connections, boolean hold) {
    return new SnapshotWishes(connections, Duration.ofSeconds(5), 3, hold);
  }

  private static ServerFacts server(String text, boolean binlog, Grants grants) {
    String[] words = text.split(" ");
    return new ServerFacts(
        Flavor.valueOf(words[0].toUpperCase(java.util.Locale.ROOT)),
        words[1],
        Version.in(words[1]).orElseThrow(),
        binlog,
        grants);
  }
}
