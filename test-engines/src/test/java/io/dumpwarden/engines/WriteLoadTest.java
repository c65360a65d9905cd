package io.dumpwarden.engines;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.Statement;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WriteLoadTest {

  private static final String DATABASE = "write_load";

  @ParameterizedTest
  @EnumSource(
      value = TestEngine.class,
      names = {"MARIADB_11_4", "MYSQL_8_0"})
  void keepsItsPromisesAndSeesThemBroken(TestEngine kind) throws Exception {
    SourceEngine engine = Engines.shared(kind);
    try (WriteLoad load = WriteLoad.start(engine, DATABASE, 3, 400)) {
      Awaitility.await().until(() -> load.committed() > 100);
      try (Connection snapshot = engine.connect()) {
        snapshot.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        snapshot.setAutoCommit(false);
        assertThat(WritePromises.broken(snapshot, DATABASE)).isEmpty();
      }
      Awaitility.await().until(() -> !load.goesOn());
    }
    try (Connection connection = engine.connect();
        Statement statement = connection.createStatement()) {
      assertThat(WritePromises.broken(connection, DATABASE)).isEmpty();
      statement.execute("DELETE FROM transfers LIMIT 1");
      statement.execute("DELETE FROM children LIMIT 1");
      statement.execute("DELETE FROM beats LIMIT 1");
      assertThat(WritePromises.broken(connection, DATABASE)).hasSize(3);
      statement.execute("DROP DATABASE " + DATABASE);
    }
  }
}
