package io.dumpwarden.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.LocalEngine;
import io.dumpwarden.engines.SourceEngine;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.source.Login;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can go wrong between a real tool and a real server. */
class DumpFailureTest {

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(
      value = TestEngine.class,
      names = {"MARIADB_11_4", "MYSQL_8_0"})
  void saysThatTheServerWentAway(TestEngine kind) throws Exception {
    Engines.require(kind);
    try (SourceEngine engine = kind.start()) {
      Source source = Source.of(engine);
      fill(source);
      try (OpenDump dump = source.dumper().open(source.request("big", folder))) {
        dump.stream().readNBytes(1 << 20);
        ((LocalEngine) engine).kill();
        dump.stream().transferTo(OutputStream.nullOutputStream());

        assertFails(dump, ErrorCode.SERVER_GONE);
        assertThat(ProcessHandle.of(dump.pids().get(0))).isEmpty();
        assertNoFiles();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = TestEngine.class,
      names = {"MARIADB_11_4", "MYSQL_8_0"})
  void saysThatTheToolWasKilled(TestEngine kind) throws Exception {
    Source source = Source.of(Engines.shared(kind));
    fill(source);
    try (OpenDump dump = source.dumper().open(source.request("big", folder))) {
      dump.stream().readNBytes(1 << 20);
      ProcessHandle.of(dump.pids().get(0)).orElseThrow().destroyForcibly();
      dump.stream().transferTo(OutputStream.nullOutputStream());

      assertFails(dump, ErrorCode.DUMP_FAILED);
    }
    source.execute("DROP DATABASE big");
    assertNoFiles();
  }

  @ParameterizedTest
  @EnumSource(TestEngine.class)
  void saysWhoWasRefused(TestEngine kind) throws Exception {
    Source source = Source.of(Engines.shared(kind));
    source.fresh("refused");
    DumpRequest good = source.request("refused", folder);
    DumpRequest wrong =
        DumpRequest.whole(
            source.as("backup", "wrong-password").login(),
            good.server(),
            good.inventories().get(0),
            folder);

    try (OpenDump dump = source.dumper().open(wrong)) {
      assertThat(dump.stream().readAllBytes()).isEmpty();
      assertFails(dump, ErrorCode.ACCESS_DENIED);
    }
    assertNoFiles();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "with blank ",
        "#hash;semi",
        "quote\"d",
        "sing'le",
        "\"both\"",
        "back\\slash\\n\\",
        "tab\tx",
        "größe 💥",
        "$(id)`id`",
        "[x]=y",
        "a\"#b",
        "%s"
      })
  void logsInWithAnyPassword(String password) throws Exception {
    for (TestEngine kind : new TestEngine[] {TestEngine.MARIADB_11_4, TestEngine.MYSQL_8_0}) {
      Source root = Source.of(Engines.shared(kind));
      root.fresh("any_password");
      String literal = password.replace("\\", "\\\\").replace("'", "''");
      root.execute(
          "DROP USER IF EXISTS 'od''d\"user'@'%'",
          "CREATE USER 'od''d\"user'@'%' IDENTIFIED BY '" + literal + "'",
          "GRANT ALL ON any_password.* TO 'od''d\"user'@'%'");
      Source source = root.as("od'd\"user", password);

      try (OpenDump dump = source.dumper().open(source.request("any_password", folder))) {
        dump.stream().readAllBytes();
        dump.prove();
      }
    }
  }

  @Test
  void saysThatNobodyAnswers() throws Exception {
    Source source = Source.of(Engines.shared(TestEngine.MARIADB_11_4));
    source.fresh("unreachable");
    DumpRequest good = source.request("unreachable", folder);
    Login login = source.login();
    Login elsewhere =
        new Login(login.flavor(), login.host(), 1, login.user(), login.password(), login.tls());

    try (OpenDump dump =
        source
            .dumper()
            .open(DumpRequest.whole(elsewhere, good.server(), good.inventories().get(0), folder))) {
      dump.stream().readAllBytes();
      assertFails(dump, ErrorCode.SERVER_UNREACHABLE);
    }
  }

  private static void fill(Source source) throws Exception {
    source.fresh("big");
    source.execute(
        "USE big",
        "CREATE TABLE line (id INT PRIMARY KEY AUTO_INCREMENT, text TEXT)",
        "INSERT INTO line (text) VALUES (REPEAT('x', 1000))");
    for (int doubling = 0; doubling < 13; doubling++) {
      source.execute("INSERT INTO big.line (text) SELECT text FROM big.line");
    }
  }

  private static void assertFails(OpenDump dump, ErrorCode code) {
    assertThatThrownBy(dump::prove)
        .isInstanceOfSatisfying(
            DumpwardenException.class,
            e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code));
  }

  private void assertNoFiles() throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }
}
