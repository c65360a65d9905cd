package io.dumpwarden.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.catalog.Manifest;
import io.dumpwarden.dump.Source;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.origin.FileSource;
import io.dumpwarden.restore.NativeFile;
import io.dumpwarden.run.RunControl;
import io.dumpwarden.source.Login;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DrillFramesTest {

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(
      value = TestEngine.class,
      names = {"MARIADB_11_4", "MYSQL_8_0"})
  void loadsACopyWithAnIndexAndCountsItsRows(TestEngine engine) throws Exception {
    Source server = Source.of(Engines.shared(engine));
    server.fresh("drilled");
    server.execute(
        "DROP DATABASE IF EXISTS drilled_here",
        "CREATE TABLE drilled.full (id INT PRIMARY KEY)",
        "INSERT INTO drilled.full VALUES (1), (2), (3)",
        "CREATE TABLE drilled.empty (id INT)",
        "CREATE VIEW drilled.seen AS SELECT id FROM drilled.full");
    FileSource file = NativeFile.of(server, folder, "drilled");
    Manifest manifest = file.manifest().orElseThrow();
    DrillSubject subject = new DrillSubject(DrillSubjectTest.subject(List.of()).backup(), manifest);

    DrillLoad.Loaded loaded =
        new DrillFrames(subject, new Here(server), new RunControl(Thread.currentThread()))
            .load(file.frames().orElseThrow());

    assertThat(loaded.problems()).isEmpty();
    assertThat(loaded.rawBytes()).isEqualTo(manifest.raw().bytes());
    assertThat(loaded.rows().of("drilled", "full")).isEqualTo(3);
    assertThat(loaded.rows().of("drilled", "empty")).isZero();
    assertThat(loaded.rows().of("drilled", "other")).isNull();
    assertThat(server.inventory("drilled_here").views()).containsExactly("seen");
    server.execute("DROP DATABASE drilled", "DROP DATABASE drilled_here");
  }

  private record Here(Source server) implements ThrowawayServer {

    @Override
    public String describe() {
      return "the server itself";
    }

    @Override
    public Login login() {
      return server.login();
    }

    @Override
    public Map<String, String> databases() {
      return Map.of("drilled", "drilled_here");
    }

    @Override
    public List<String> limits() {
      return List.of();
    }

    @Override
    public void close() {
      // the test removes it
    }
  }
}
