package io.dumpwarden.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.dump.Source;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.source.BinlogPosition;
import io.dumpwarden.source.ServerFacts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The further grants of docs/security.md, and no more, give several connections one moment. */
class DocumentedSnapshotGrantsTest {

  private static final SnapshotWishes WISHES = SnapshotWishes.of(3);
  private static final Pattern DOCUMENTED = Pattern.compile("`(GRANT [^`]+ TO )backup`");
  private static final Pattern NAMED = Pattern.compile("GRANT [^;]+;");

  @ParameterizedTest
  @EnumSource(
      value = TestEngine.class,
      names = {"MARIADB_11_4", "MYSQL_8_0", "MYSQL_9"})
  void areEnough(TestEngine kind) throws Exception {
    Source root = root(kind);
    List<String> grants = new ArrayList<>(documented(root.facts()));
    grants.add("GRANT SELECT ON snapshot_grants.* TO ");
    assertAll(Sessions.of(root, "snapshot_documented", grants));
  }

  @ParameterizedTest
  @EnumSource(
      value = TestEngine.class,
      names = {"MARIADB_11_4", "MYSQL_8_0", "MYSQL_9"})
  void areNamedWhereTheyAreMissing(TestEngine kind) throws Exception {
    Source root = root(kind);
    Sessions sessions =
        Sessions.of(root, "snapshot_without", List.of("GRANT SELECT ON snapshot_grants.* TO "));
    List<String> warnings;
    try (Snapshot snapshot = sessions.take(WISHES)) {
      SnapshotFacts facts = snapshot.facts();
      warnings = facts.warnings();
      assertThat(snapshot.connections()).hasSize(1);
      assertThat(facts.lock()).isEqualTo(SnapshotLock.NONE);
      assertThat(facts.waitMillis()).isZero();
      assertThat(facts.definitionsLocked()).isFalse();
      BinlogPosition position = facts.position();
      // only GTIDs prove one without a lock
      assertThat(position == null || !position.exact() || position.gtid() != null).isTrue();
    }
    assertThat(warnings).anyMatch(w -> w.contains("one connection reads instead of 3"));
    for (String warning : warnings) {
      for (MatchResult grant : NAMED.matcher(warning).results().toList()) {
        root.execute(grant.group());
      }
    }
    assertAll(sessions);
  }

  private static void assertAll(Sessions sessions) throws Exception {
    try (Snapshot snapshot = sessions.take(WISHES)) {
      assertThat(snapshot.facts().warnings()).isEmpty();
      assertThat(snapshot.connections()).hasSize(3);
      boolean mysql = sessions.root().engine().flavor().equals("mysql");
      assertThat(snapshot.facts().definitionsLocked()).isEqualTo(mysql);
    }
    sessions.assertNothingLeft();
  }

  private static Source root(TestEngine kind) throws Exception {
    Source root = Source.of(Engines.shared(kind));
    root.fresh("snapshot_grants");
    return root;
  }

  private static List<String> documented(ServerFacts facts) throws Exception {
    String row =
        switch (facts.flavor()) {
          case MARIADB -> "MariaDB 10.5 and newer";
          case MYSQL ->
              facts.release().toString().equals("8.0.15")
                  ? "MySQL 8.0 before 8.0.23"
                  : "MySQL 8.0.23 and newer";
        };
    String line =
        Files.readString(Path.of("../../docs/security.md"))
            .lines()
            .filter(l -> l.startsWith("| " + row + " |"))
            .findFirst()
            .orElseThrow();
    return DOCUMENTED.matcher(line).results().map(found -> found.group(1)).toList();
  }
}
