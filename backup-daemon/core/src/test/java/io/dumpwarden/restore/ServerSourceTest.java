package io.dumpwarden.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dumpwarden.dump.DumpEngines;
import io.dumpwarden.dump.Source;
import io.dumpwarden.encryption.Keyring;
import io.dumpwarden.engine.NativeEngine;
import io.dumpwarden.engines.DatabaseCompare;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.MariaDb114;
import io.dumpwarden.engines.OlderEngine;
import io.dumpwarden.engines.SourceEngine;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.load.ParallelLoad;
import io.dumpwarden.origin.FileSource;
import io.dumpwarden.origin.PackedDump;
import io.dumpwarden.origin.ServerSource;
import io.dumpwarden.script.Rewrite;
import io.dumpwarden.storage.local.LocalSettings;
import io.dumpwarden.storage.local.LocalStorage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A server dumped straight into a server. */
class ServerSourceTest {

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(TestEngine.class)
  void copiesUnderAnotherName(TestEngine engine) throws Exception {
    CopyBench bench = bench(engine, engine);
    Shop.create(bench.from(), "copied");
    bench.to().execute("DROP DATABASE IF EXISTS copied_too");

    try (ServerSource source = bench.source(List.of("copied"))) {
      RestorePlan plan = bench.plan(source, Existing.REFUSE, "copied_too");

      RestoreOutcome outcome = bench.run(source, plan);

      assertThat(outcome.failure()).isNull();
      assertThat(outcome.status()).isEqualTo(RestoreStatus.SUCCEEDED);
    }
    assertThat(Shop.contents(bench.to(), "copied_too"))
        .isEqualTo(Shop.contents(bench.from(), "copied"));
  }

  @Test
  void copiesAnOldMySqlIntoANewOne() throws Exception {
    CopyBench bench = bench(TestEngine.MYSQL_8_0, TestEngine.MYSQL_9);
    Shop.create(bench.from(), "moved");
    bench.to().execute("DROP DATABASE IF EXISTS moved");

    try (ServerSource source = bench.source(List.of("moved"))) {
      RestoreOutcome outcome = bench.run(source, bench.plan(source, Existing.REFUSE, null));

      assertThat(outcome.failure()).isNull();
    }
    assertThat(Shop.contents(bench.to(), "moved")).isEqualTo(Shop.contents(bench.from(), "moved"));
  }

  @Test
  void mySqlComesIntoMariaDbByRewrites() throws Exception {
    CopyBench bench = bench(TestEngine.MYSQL_9, TestEngine.MARIADB_11_4);
    Shop.create(bench.from(), "across");
    bench.to().execute("DROP DATABASE IF EXISTS across");

    try (ServerSource source = bench.source(List.of("across"))) {
      RestorePlan plan =
          bench.plan(
              source,
              Existing.REFUSE,
              null,
              Rewrite.COLLATIONS_FOR_MARIADB,
              Rewrite.MYSQL_REPLICATION,
              Rewrite.DEFINERS);
      assertThat(bench.run(source, plan).failure()).isNull();
    }
    assertThat(contents(bench.to())).isEqualTo(contents(bench.from()));
  }

  /** MariaDB tells line breaks in the texts of routines by their escapes. */
  private static List<String> contents(Source server) throws Exception {
    return Shop.contents(server, "across").stream().map(line -> line.replace("\\n", "\n")).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"head -c -100; exit 0", "head -c 2500; exit 0", "head -c 2500; kill -9 $$"})
  void aDumpThatBreaksOffLeavesTheTargetAsItWas(String end) throws Exception {
    CopyBench bench = bench(TestEngine.MARIADB_11_4, TestEngine.MARIADB_11_4);
    Shop.create(bench.from(), "broken_off");
    Shop.create(bench.to(), "stays");
    bench.to().execute("DELETE FROM stays.purchase", "DROP DATABASE IF EXISTS is_new");
    List<String> before = Shop.contents(bench.to(), "stays");
    Path tools = breakingOff(end);
    try (ServerSource source = bench.source(List.of("broken_off"), tools)) {
      RestoreOutcome outcome = bench.run(source, bench.plan(source, Existing.REPLACE, "stays"));

      assertThat(outcome.status()).isEqualTo(RestoreStatus.FAILED);
      assertThat(outcome.failure()).hasMessageContaining("the dump of broken_off from");
    }
    assertThat(Shop.contents(bench.to(), "stays")).isEqualTo(before);
    try (ServerSource source = bench.source(List.of("broken_off"), tools)) {
      RestoreOutcome outcome = bench.run(source, bench.plan(source, Existing.REFUSE, "is_new"));

      // it may break off before the client has come to make the database
      assertThat(outcome.failure())
          .hasMessageMatching(
              "(?s).*database is_new(, which was new,)? was (dropped again|not made).*");
    }
    assertThat(databases(bench.to())).contains("stays").doesNotContain("is_new");
    assertThat(databases(bench.to())).noneMatch(name -> name.startsWith("_dumpwarden"));
  }

  @Test
  void whatWasDroppedSinceThePlanIsToldBeforeAnythingIsLoaded() throws Exception {
    CopyBench bench = bench(TestEngine.MARIADB_11_4, TestEngine.MARIADB_11_4);
    bench.from().fresh("gone_soon");
    bench.from().execute("CREATE TABLE gone_soon.t (a INT)");
    try (ServerSource source = bench.source(List.of("gone_soon"))) {
      bench.from().execute("DROP DATABASE gone_soon");

      assertThatThrownBy(source::open)
          .isInstanceOfSatisfying(
              DumpwardenException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
    }
    assertThatThrownBy(() -> bench.source(List.of("never_was")))
        .isInstanceOfSatisfying(
            DumpwardenException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
  }

  @Test
  void closingItEndsTheTool() throws Exception {
    CopyBench bench = bench(TestEngine.MARIADB_11_4, TestEngine.MARIADB_11_4);
    Shop.create(bench.from(), "endless");
    ServerSource source = bench.source(List.of("endless"), breakingOff("head -c 100; sleep 600"));
    InputStream sql = source.open();
    assertThat(sql.readNBytes(100)).hasSize(100);

    source.close();

    assertThatThrownBy(sql::readAllBytes).isInstanceOf(Exception.class);
    try (var files = Files.list(folder.resolve("temporary"))) {
      assertThat(files).as("credentials").isEmpty();
    }
  }

  @Test
  void readsTheAccountsOfItsDatabases() throws Exception {
    CopyBench bench = bench(TestEngine.MARIADB_11_4, TestEngine.MARIADB_11_4);
    bench.from().fresh("with_accounts");
    bench
        .from()
        .execute(
            "CREATE OR REPLACE USER copied_user IDENTIFIED BY 'a-Password-1'",
            "GRANT SELECT ON with_accounts.* TO copied_user");

    try (ServerSource source = bench.source(List.of("with_accounts"));
        InputStream users = source.users().orElseThrow()) {
      assertThat(new String(users.readAllBytes())).contains("`copied_user`@`%`");
    }
    bench.from().execute("DROP USER copied_user");
  }

  @Test
  void knowsItselfByWhateverName() throws Exception {
    CopyBench bench = bench(TestEngine.MARIADB_11_4, TestEngine.MYSQL_9);
    bench.from().fresh("self");

    try (ServerSource source = bench.source(List.of("self"))) {
      assertThat(source.isOn(bench.from().login())).isTrue();
      assertThat(source.isOn(bench.to().login())).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aSafetyBackupInAFolderComesBack(boolean natively) throws Exception {
    CopyBench bench = bench(TestEngine.MARIADB_11_4, TestEngine.MARIADB_11_4);
    Shop.create(bench.to(), "safe");
    Path kept = Files.createDirectory(folder.resolve("kept"));

    ServerSource.Tools tools = bench.tools(bench.to().finder());
    SafetyBackup.Kept backup =
        safety(bench, kept, natively ? natively(tools) : tools)
            .take("0192-restore-of-a-test", List.of("safe"), bytes -> {});

    FileSource file = FileSource.of(Path.of(backup.reference()), Keyring.empty(), PackedDump.OURS);
    assertThat(file.warnings()).noneMatch(w -> w.contains("manifest") || w.contains("missing"));
    assertThat(ParallelLoad.fits(file.frames().orElseThrow().frames())).isEqualTo(natively);
    bench.to().execute("DROP DATABASE IF EXISTS safe_again");
    RestorePlan plan = bench.plan(file, Existing.REFUSE, "safe_again");
    assertThat(bench.run(file, plan).failure()).isNull();
    try (Connection a = bench.to().engine().connect();
        Connection b = bench.to().engine().connect()) {
      assertThat(DatabaseCompare.differences(a, "safe", b, "safe_again")).isEmpty();
    }
  }

  @Test
  void aSafetyBackupThatFailsLeavesNothing() throws Exception {
    CopyBench bench = bench(TestEngine.MARIADB_11_4, TestEngine.MARIADB_11_4);
    Shop.create(bench.to(), "unsafe");
    Path kept = Files.createDirectory(folder.resolve("kept"));
    Path tools = breakingOff("head -c -100; exit 0");

    assertThatThrownBy(
            () -> safety(bench, kept, tools).take("0192-of-a-test", List.of("unsafe"), b -> {}))
        .isInstanceOfSatisfying(
            DumpwardenException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.SAFETY_BACKUP_FAILED))
        .hasMessageContaining("without its end marker");

    try (var files = Files.list(kept)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void whatTheAccountCannotSeeIsNoSafetyBackup() throws Exception {
    refusesWhatItHalfSees(bench(TestEngine.MARIADB_11_4, TestEngine.MARIADB_11_4));
  }

  /** Which hides who made a trigger. */
  @Test
  void norIsItOnMariaDb10() throws Exception {
    try (SourceEngine older = OlderEngine.MARIADB_10_11.start()) {
      Source server = Source.of(older);
      refusesWhatItHalfSees(new CopyBench(server, server, folder));
    }
  }

  private void refusesWhatItHalfSees(CopyBench root) throws Exception {
    Shop.create(root.to(), "half_seen");
    root.to()
        .execute(
            "CREATE OR REPLACE USER half_seer IDENTIFIED BY 'a-Password-1'",
            "GRANT SELECT, INSERT, CREATE, DROP ON half_seen.* TO half_seer");
    CopyBench bench = new CopyBench(root.from(), root.to().as("half_seer", "a-Password-1"), folder);
    Path kept = Files.createDirectory(folder.resolve("kept"));

    assertThatThrownBy(() -> safety(bench, kept).take("0192-t", List.of("half_seen"), b -> {}))
        .isInstanceOfSatisfying(
            DumpwardenException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.SAFETY_BACKUP_FAILED))
        .hasMessageContaining("GRANT");
    root.to().execute("DROP USER half_seer");
  }

  private static ServerSource.Tools natively(ServerSource.Tools tools) {
    return new ServerSource.Tools(
        tools.connector(),
        tools.preflight(),
        DumpEngines.only(new NativeEngine(tools.connector(), "0", InstantSource.system())),
        tools.children(),
        tools.temporaryFolder());
  }

  private static SafetyBackup safety(CopyBench bench, Path kept, Path... tools) throws IOException {
    return safety(bench, kept, bench.tools(bench.to().finder(tools)));
  }

  private static SafetyBackup safety(CopyBench bench, Path kept, ServerSource.Tools tools) {
    return new FolderSafetyBackup(
        bench.target(),
        tools,
        new FolderSafetyBackup.Folder(
            new LocalStorage(LocalSettings.unmarked(kept), InstantSource.system()),
            kept,
            PackedDump.OURS),
        InstantSource.system());
  }

  /** A dump tool whose output goes through this. */
  private Path breakingOff(String end) throws IOException {
    Path tools = Files.createDirectories(folder.resolve("tools"));
    Path script = tools.resolve("mariadb-dump");
    Files.writeString(
        script,
        """
        #!/bin/sh
        real='%s/mariadb-dump'
        case "$*" in *--version*|*--help*) exec "$real" "$@" ;; esac
        "$real" "$@" | %s
        """
            .formatted(MariaDb114.binaries().toolFolder().toAbsolutePath(), end));
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    return tools;
  }

  private CopyBench bench(TestEngine from, TestEngine to) {
    return new CopyBench(Source.of(Engines.shared(from)), Source.of(Engines.shared(to)), folder);
  }

  private static List<String> databases(Source source) throws SQLException {
    List<String> names = new ArrayList<>();
    try (Connection connection = CopyBench.CONNECTOR.connect(source.login());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SHOW DATABASES")) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }
}
