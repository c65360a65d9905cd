package io.dumpwarden.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.dump.Source;
import io.dumpwarden.engines.DatabaseCompare;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.SourceEngine;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.engines.random.RandomDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random tables with rows and objects, dumped natively and restored, now by the stock client, now
 * over several connections: equal object by object and row by row. Other seeds than the usual ones,
 * and more of them: {@code -Drandom.seed=42 -Drandom.databases=100}.
 */
@Tag("long")
class RandomRoundTripTest {

  private static final long SEED = Long.getLong("random.seed", 20261122);
  private static final int DATABASES = Integer.getInteger("random.databases", 10);
  private static final int TABLES = Integer.getInteger("random.tables", 25);

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(
      value = TestEngine.class,
      names = {"MARIADB_11_4", "MYSQL_8_0", "MYSQL_9"})
  void comesBackAsItWas(TestEngine kind) throws Exception {
    Source source = Source.of(Engines.shared(kind));
    try (SourceEngine other = Engines.throwaway(kind)) {
      Source target = Source.of(other);
      for (int i = 0; i < DATABASES; i++) {
        RandomDatabase database = new RandomDatabase("engine_random_" + i, SEED + i);
        assertThat(differences(source, target, database, "engine_random_" + i, i % 2 == 0))
            .as(kind + ", " + database)
            .isEmpty();
      }
    }
  }

  private List<String> differences(
      Source source, Source target, RandomDatabase database, String name, boolean byClient)
      throws Exception {
    try (Connection maker = source.engine().connect();
        Connection a = source.engine().connect();
        Connection b = target.engine().connect()) {
      database.create(maker, TABLES);
      NativeTrip trip = NativeTrip.dump(source, List.of(name), 2, folder);
      if (byClient) {
        trip.loadByClient(target);
      } else {
        trip.loadInParallel(target, 2);
      }
      return DatabaseCompare.differences(a, b, List.of(name));
    } catch (Exception e) {
      throw new AssertionError(database.toString(), e);
    } finally {
      source.execute("DROP DATABASE " + name);
      target.execute("DROP DATABASE IF EXISTS " + name);
    }
  }
}
