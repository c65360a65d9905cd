package io.dumpwarden.engines.random;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.engines.DatabaseCompare;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.TestEngine;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("long")
class RandomDatabaseTest {

  private static final int TABLES = Integer.getInteger("random.tables", 12);
  private static final int SEED = Integer.getInteger("random.seed", 1);

  @ParameterizedTest
  @EnumSource(
      value = TestEngine.class,
      names = {"MARIADB_11_4", "MYSQL_8_0", "MYSQL_9"})
  void isTheSameForTheSameSeed(TestEngine kind) throws Exception {
    RandomDatabase one = new RandomDatabase("random_one", SEED);
    RandomDatabase two = new RandomDatabase("random_two", SEED);
    RandomDatabase other = new RandomDatabase("random_three", SEED + 1);
    try (Connection a = Engines.shared(kind).connect();
        Connection b = Engines.shared(kind).connect()) {
      for (RandomDatabase database : List.of(one, two, other)) {
        database.create(a, TABLES);
      }

      assertThat(DatabaseCompare.differences(a, "random_one", b, "random_two")).isEmpty();
      assertThat(DatabaseCompare.differences(a, "random_one", b, "random_three")).isNotEmpty();
      try (Statement statement = a.createStatement()) {
        for (String name : List.of("one", "two", "three")) {
          statement.execute("DROP DATABASE random_" + name);
        }
      }
    }
  }
}
