package io.dumpwarden.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dumpwarden.dump.OpenDump;
import io.dumpwarden.dump.Source;
import io.dumpwarden.dump.TableProgress;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.TestEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A dump begins no range while somebody takes a snapshot of the same server. */
class DumpsMakeWayTest {

  private static final String DATABASE = "engine_way";

  @TempDir Path folder;

  @Test
  void waitsBeforeItsRows() throws Exception {
    Source source = Source.of(Engines.shared(TestEngine.MYSQL_8_0));
    source.fresh(DATABASE);
    source.execute(
        "CREATE TABLE %s.t (id INT PRIMARY KEY)".formatted(DATABASE),
        "INSERT INTO %s.t VALUES (1), (2)".formatted(DATABASE));
    try (Connection other = source.engine().connect();
        Statement statement = other.createStatement();
        OpenDump dump = NativeTrip.open(source, List.of(DATABASE), 2, folder)) {
      statement.execute("DO GET_LOCK('dumpwarden.snapshot', 5)");
      CompletableFuture<String> reading = CompletableFuture.supplyAsync(() -> text(dump));
      await().atMost(Duration.ofSeconds(60)).until(() -> dump.snapshot().isPresent());
      assertThat(dump.snapshot().orElseThrow().connections()).isEqualTo(2);
      await().during(Duration.ofMillis(500)).until(() -> rows(dump) == 0 && !reading.isDone());

      statement.execute("DO RELEASE_LOCK('dumpwarden.snapshot')");

      assertThat(reading.join()).contains("(1),\n(2);");
      dump.prove();
    } finally {
      source.execute("DROP DATABASE " + DATABASE);
    }
  }

  private static long rows(OpenDump dump) {
    return dump.progress().stream().mapToLong(TableProgress::rows).sum();
  }

  private static String text(OpenDump dump) {
    try {
      return new String(dump.stream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
