package io.dumpwarden.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dumpwarden.engines.TestEngine;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One node at a time, and none for ever. */
@MetadataEngines
class ClusterLockTest {

  private final TestDatabase database;
  private final MetadataStore store;
  private final JdbiClusterLock one;
  private final JdbiClusterLock two;
  private final List<String> done = new ArrayList<>();

  ClusterLockTest(TestEngine engine) {
    this.database = TestDatabase.migrated(engine);
    this.store = database.store();
    this.one = new JdbiClusterLock(store);
    this.two = new JdbiClusterLock(database.store());
  }

  @AfterEach
  void close() {
    database.closeStores();
  }

  @Test
  void oneNodeOrThreadAtATimeAndEachNameForItself() {
    boolean ran =
        one.tryRun(
            "a",
            () -> {
              assertThat(two.tryRun("a", () -> done.add("other node"))).isFalse();
              assertThat(one.tryRun("a", () -> done.add("other thread"))).isFalse();
              assertThat(two.tryRun("b", () -> done.add("other name"))).isTrue();
            });
    assertThat(ran).isTrue();
    assertThat(two.tryRun("a", () -> done.add("later"))).isTrue();
    assertThat(done).containsExactly("other name", "later");
  }

  @Test
  void workThatFailsGivesTheLockBack() {
    assertThatThrownBy(
            () ->
                one.tryRun(
                    "a",
                    () -> {
                      throw new IllegalStateException("it broke");
                    }))
        .hasMessage("it broke");
    assertThat(two.tryRun("a", () -> done.add("later"))).isTrue();
  }

  @Test
  void aHolderWhoseConnectionEndsHoldsNothingButIsDoneInPeace() throws Exception {
    boolean ran =
        one.tryRun(
            "a",
            () -> {
              killHolder();
              assertThat(two.tryRun("a", () -> done.add("taken over"))).isTrue();
            });
    assertThat(ran).isTrue();
    assertThat(done).containsExactly("taken over");
  }

  @Test
  void aSilentSessionEndsBeforeLong() throws Exception {
    assertThat(number("SELECT @@SESSION.wait_timeout")).isEqualTo(300);
  }

  private void killHolder() {
    String lock = "CONCAT('dumpwarden.', LEFT(SHA1(DATABASE()), 16), '.a')";
    try {
      database.sql("KILL " + number("SELECT IS_USED_LOCK(" + lock + ")"));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private long number(String query) throws Exception {
    try (Connection connection = store.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      result.next();
      return result.getLong(1);
    }
  }
}
