package io.dumpwarden.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.dump.Source;
import io.dumpwarden.engines.DatabaseCompare;
import io.dumpwarden.engines.OlderEngine;
import io.dumpwarden.engines.SourceEngine;
import io.dumpwarden.engines.StockTools;
import io.dumpwarden.engines.nasty.NastySchema;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What older servers hold comes back into one of their own release: dumped natively and restored by
 * the stock client and over several connections, and dumped by the stock program.
 */
@Tag("long")
class OlderServersTest {

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(OlderEngine.class)
  void comesBack(OlderEngine kind) throws Exception {
    try (SourceEngine from =
            kind.start("--log-bin=log", "--server-id=7", "--log-bin-trust-function-creators=1");
        SourceEngine to = kind.start()) {
      Source source = Source.of(from);
      Source target = Source.of(to);
      NastySchema.create(from);
      // no dump can hold such a name
      source.execute("DROP DATABASE `line\nbreak`");
      if (kind == OlderEngine.MYSQL_5_7) {
        // shows its routines instead of those of `shop`, whoever asks
        source.execute("DROP DATABASE `Shop`");
      }
      NastySchema.createAccounts(to);
      List<String> databases = NastySchema.databases(from);

      NativeTrip trip = NativeTrip.dump(source, databases, 2, folder);
      assertThat(trip.position().file()).isNotNull();
      trip.loadByClient(target);
      assertEqual(from, to, databases, "by the client");

      clear(target);
      trip.loadInParallel(target, 2);
      assertEqual(from, to, databases, "in parallel");

      // no program of MySQL that is to be had can log in there
      if (kind != OlderEngine.MYSQL_5_7) {
        clear(target);
        Path file = folder.resolve("stock.sql");
        assertThat(new StockTools(from, folder).dump(databases, file, "--dump-history").exit())
            .isZero();
        assertThat(new StockTools(to, folder).restore(file).exit()).isZero();
        assertEqual(from, to, databases, "by the stock program");
      }
    }
  }

  private static void clear(Source target) throws Exception {
    for (String database : NastySchema.databases(target.engine())) {
      target.execute(
          "SET foreign_key_checks = 0", "DROP DATABASE `" + database.replace("`", "``") + "`");
    }
  }

  private static void assertEqual(
      SourceEngine from, SourceEngine to, List<String> databases, String how) throws Exception {
    assertThat(NastySchema.databases(to)).as(how).containsExactlyInAnyOrderElementsOf(databases);
    try (Connection a = from.connect();
        Connection b = to.connect()) {
      assertThat(DatabaseCompare.differences(a, b, databases)).as(how).isEmpty();
    }
  }
}
