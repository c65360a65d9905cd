package io.dumpwarden.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.dump.Source;
import io.dumpwarden.engines.DatabaseCompare;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.SourceEngine;
import io.dumpwarden.engines.StockTools;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.engines.WriteLoad;
import io.dumpwarden.engines.WritePromises;
import io.dumpwarden.source.BinlogPosition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Dumps made while others write: each shows one moment, over all its connections and tables, and
 * from the position that it names the binary log leads to what the server holds now.
 */
@Tag("long")
class DumpsUnderLoadTest {

  private static final String DATABASE = "under_load";
  private static final int DUMPS = Integer.getInteger("load.dumps", 50);
  private static final int DUMPS_OF_OLD_MYSQL = Math.min(DUMPS, 10);
  private static final int REPLAY_EVERY = 12;
  private static final int WRITERS = 4;

  /** More than they come to, so that they write until the last dump is made. */
  private static final long MOST_TRANSACTIONS = 500_000;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(
      value = TestEngine.class,
      names = {"MARIADB_11_4", "MYSQL_8_0", "MYSQL_9"})
  void showOneMomentFromWhichTheLogLeadsToTheNext(TestEngine kind) throws Exception {
    try (SourceEngine one =
            Engines.throwaway(kind, "--log-bin=log", "--server-id=7", "--binlog-format=ROW");
        SourceEngine two = Engines.throwaway(kind)) {
      Source source = Source.of(one);
      Source target = Source.of(two);
      List<NativeTrip> trips = new ArrayList<>();
      int dumps = kind == TestEngine.MYSQL_8_0 ? DUMPS_OF_OLD_MYSQL : DUMPS;
      try (WriteLoad load = WriteLoad.start(one, DATABASE, WRITERS, MOST_TRANSACTIONS)) {
        for (int i = 0; i < dumps; i++) {
          trips.add(dumpDuring(load, source, i));
        }
        assertThat(load.goesOn()).isTrue();
      }
      for (int i = 0; i < dumps; i++) {
        load(trips.get(i), target, i);
        try (Connection restored = two.connect()) {
          assertThat(WritePromises.broken(restored, DATABASE)).as(i + " " + trips.get(i)).isEmpty();
        }
        if (i % REPLAY_EVERY == 0 || i == dumps - 1) {
          replay(trips.get(i).position(), source, target);
        }
      }
    }
  }

  private NativeTrip dumpDuring(WriteLoad load, Source source, int number) throws Exception {
    long before = load.committed();
    Awaitility.await().until(() -> load.committed() > before + WRITERS);
    long atStart = load.committed();
    int connections = 2 + number % 3;
    Path own = Files.createDirectory(folder.resolve("" + number));
    NativeTrip trip = NativeTrip.dump(source, List.of(DATABASE), connections, own);
    assertThat(trip.snapshot().connections()).isEqualTo(connections);
    assertThat(trip.position().exact()).isTrue();
    assertThat(load.committed()).as("nobody wrote meanwhile").isGreaterThan(atStart);
    return trip;
  }

  private static void load(NativeTrip trip, Source target, int number) throws Exception {
    target.execute("DROP DATABASE IF EXISTS " + DATABASE);
    if (number % 2 == 0) {
      trip.loadByClient(target);
    } else {
      trip.loadInParallel(target, 2);
    }
  }

  private void replay(BinlogPosition from, Source source, Source target) throws Exception {
    Path sql = folder.resolve("log.sql");
    StockTools.End read =
        new StockTools(source.engine(), folder).logged(from.file(), from.position(), sql);
    assertThat(read.exit()).as(read.said()).isZero();
    StockTools.End run = new StockTools(target.engine(), folder).restore(sql);
    assertThat(run.exit()).as(run.said()).isZero();
    try (Connection a = source.engine().connect();
        Connection b = target.engine().connect()) {
      assertThat(DatabaseCompare.differences(a, b, List.of(DATABASE))).as("" + from).isEmpty();
    }
  }
}
