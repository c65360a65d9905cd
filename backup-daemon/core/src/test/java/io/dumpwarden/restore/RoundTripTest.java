package io.dumpwarden.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dumpwarden.client.RestoreClient;
import io.dumpwarden.client.RestoreClients;
import io.dumpwarden.dump.OpenDump;
import io.dumpwarden.dump.Source;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.script.ScriptChoice;
import io.dumpwarden.script.ScriptFilter;
import io.dumpwarden.source.Inventory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RoundTripTest {

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(TestEngine.class)
  void restoresUnderTheSameName(TestEngine engine) throws Exception {
    Source source = Source.of(Engines.shared(engine));
    Shop.create(source, "trip_same");
    List<String> before = Shop.contents(source, "trip_same");
    byte[] sql = dump(source, "trip_same");
    source.execute("DROP DATABASE trip_same");

    restore(source, sql);

    assertThat(Shop.contents(source, "trip_same")).isEqualTo(before);
    assertThat(temporaryFiles()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(TestEngine.class)
  void restoresUnderAnotherName(TestEngine engine) throws Exception {
    Source source = Source.of(Engines.shared(engine));
    Shop.create(source, "trip_from");
    source.execute("DROP DATABASE IF EXISTS `trip``to`");
    List<String> before = Shop.contents(source, "trip_from");
    byte[] sql = dump(source, "trip_from");
    assertThat(new String(sql, StandardCharsets.UTF_8)).contains("\nALTER DATABASE `trip_from`");

    restore(source, rename(sql, "trip`to"));

    assertThat(Shop.contents(source, "trip`to")).isEqualTo(before);
    assertThat(Shop.contents(source, "trip_from")).isEqualTo(before);
    Inventory from = source.inventory("trip_from");
    Inventory to = source.inventory("trip`to");
    assertThat(to.collation()).isEqualTo(from.collation());
    assertThat(to.views()).isEqualTo(from.views());
    assertThat(to.triggers()).isEqualTo(from.triggers());
    assertThat(to.routines()).isEqualTo(from.routines());
    assertThat(to.events()).isEqualTo(from.events());
  }

  @ParameterizedTest
  @EnumSource(TestEngine.class)
  void saysWhichLineTheServerRefused(TestEngine engine) {
    Source source = Source.of(Engines.shared(engine));
    byte[] sql = "SELECT 1;\nSELECT 2;\nSELECT nothing FROM nowhere.at_all;\n".getBytes();

    assertThatThrownBy(() -> restore(source, sql))
        .isInstanceOfSatisfying(
            DumpwardenException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.RESTORE_FAILED))
        .hasMessageContaining("at line 3")
        .hasMessageContaining("nowhere");
  }

  @ParameterizedTest
  @EnumSource(TestEngine.class)
  void refusesDumpsThatWouldRunPrograms(TestEngine engine) {
    Source source = Source.of(Engines.shared(engine));
    Path planted = folder.resolve("planted");
    for (String command : List.of("\\! touch %s", "system touch %s", "tee %s", "\\T %s")) {
      byte[] sql = ("SELECT 1;\n" + command.formatted(planted) + "\n;\nSELECT 1;\n").getBytes();

      assertThatThrownBy(() -> restore(source, sql))
          .as(command)
          .isInstanceOf(DumpwardenException.class);
      assertThat(planted).doesNotExist();
    }
  }

  @ParameterizedTest
  @EnumSource(TestEngine.class)
  void saysWhoWasRefused(TestEngine engine) {
    Source source = Source.of(Engines.shared(engine)).as("nobody", "wrong-password");

    assertThatThrownBy(() -> restore(source, "SELECT 1;\n".getBytes()))
        .isInstanceOfSatisfying(
            DumpwardenException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ACCESS_DENIED))
        .hasMessageNotContaining("wrong-password");
    assertThat(temporaryFiles()).isEmpty();
  }

  private byte[] dump(Source source, String database) throws Exception {
    try (OpenDump dump = source.dumper().open(source.request(database, folder))) {
      byte[] bytes = dump.stream().readAllBytes();
      dump.prove();
      return bytes;
    }
  }

  private void restore(Source source, byte[] sql) {
    RestoreClients clients = new RestoreClients(source.finder());
    try (RestoreClient client = clients.open(source.login(), folder)) {
      try {
        client.stdin().write(sql);
      } catch (IOException e) {
        // The client ended early: prove says why.
      }
      client.prove();
    }
  }

  private static byte[] rename(byte[] sql, String name) throws IOException {
    ByteArrayOutputStream renamed = new ByteArrayOutputStream();
    try (OutputStream stream = new ScriptFilter(renamed, ScriptChoice.EVERYTHING.into(name))) {
      stream.write(sql);
    }
    return renamed.toByteArray();
  }

  private List<Path> temporaryFiles() {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
