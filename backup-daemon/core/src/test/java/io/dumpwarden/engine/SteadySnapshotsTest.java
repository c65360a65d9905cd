package io.dumpwarden.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dumpwarden.dump.Source;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.snapshot.Snapshot;
import io.dumpwarden.snapshot.Snapshots;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What changes a definition between the snapshot and the first look at it is not missed. */
class SteadySnapshotsTest {

  private static final String DATABASE = "engine_steady";
  private static final String PASSWORD = "test-password-Steady1";

  @TempDir Path folder;

  private final AtomicInteger changes = new AtomicInteger();

  @AfterEach
  void drop() throws SQLException {
    for (TestEngine kind : new TestEngine[] {TestEngine.MARIADB_11_4, TestEngine.MYSQL_8_0}) {
      root(kind)
          .execute("DROP DATABASE IF EXISTS " + DATABASE, "DROP USER IF EXISTS engine_steady");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"MARIADB_11_4", "MYSQL_8_0"})
  void takesAnotherOneBehindAChange(TestEngine kind) throws Exception {
    Source account = account(kind);
    try (SteadySnapshots.Begun begun = snapshots(account, 1).take(ending -> {})) {
      assertThat(changes).hasValue(2);
      assertThat(begun.fingerprint().hashes()).containsKey("table orders of " + DATABASE);
      begun.fingerprint().requireSame(begun.definitions().fingerprint());
      try (Statement statement = begun.snapshot().connections().get(0).createStatement();
          ResultSet row = statement.executeQuery("SELECT c1 FROM %s.orders".formatted(DATABASE))) {
        assertThat(row.next()).isTrue();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"MARIADB_11_4", "MYSQL_8_0"})
  void givesUpWhereItChangesAgainAndAgain(TestEngine kind) throws Exception {
    Source account = account(kind);
    assertThatThrownBy(() -> snapshots(account, 100).take(ending -> {}))
        .isInstanceOfSatisfying(
            DumpwardenException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.DEFINITION_CHANGED);
              assertThat(e).hasMessageContaining("table orders of engine_steady changed");
            });
    assertThat(changes).hasValue(3);
  }

  /** Each of the first ones is followed by a change at once. */
  private SteadySnapshots snapshots(Source account, int changed) throws SQLException {
    NativePlan plan = NativePlan.of(account.request(DATABASE, folder), "0");
    Snapshots snapshots = new Snapshots(NativeTrip.CONNECTOR);
    Source root = root(account);
    Supplier<Snapshot> taking =
        () -> {
          Snapshot taken =
              snapshots.take(plan.request().login(), plan.request().server(), plan.wishes());
          if (changes.incrementAndGet() <= changed) {
            addColumn(root, changes.get());
          }
          return taken;
        };
    return new SteadySnapshots(snapshots, plan, taking);
  }

  /** Without a new table in the file: rows of the snapshot are read in the new form. */
  private static void addColumn(Source root, int number) {
    try {
      root.execute(
          "SET SESSION lock_wait_timeout = 5",
          "ALTER TABLE %s.orders ADD COLUMN c%d INT DEFAULT 7, ALGORITHM=INSTANT"
              .formatted(DATABASE, number));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Source root(TestEngine kind) {
    return Source.of(Engines.shared(kind));
  }

  private static Source root(Source account) {
    return Source.of(account.engine());
  }

  /** One that may lock, but not hold definitions fast. */
  private static Source account(TestEngine kind) throws SQLException {
    Source root = root(kind);
    root.fresh(DATABASE);
    root.execute(
        "CREATE TABLE %s.orders (id INT PRIMARY KEY)".formatted(DATABASE),
        "INSERT INTO %s.orders VALUES (1)".formatted(DATABASE),
        "DROP USER IF EXISTS engine_steady",
        "CREATE USER engine_steady IDENTIFIED BY '" + PASSWORD + "'",
        "GRANT SELECT, RELOAD, PROCESS, SHOW VIEW, TRIGGER, EVENT ON *.* TO engine_steady");
    return root.as("engine_steady", PASSWORD);
  }
}
