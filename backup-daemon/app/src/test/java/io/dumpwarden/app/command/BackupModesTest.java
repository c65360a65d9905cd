package io.dumpwarden.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dumpwarden.app.command.Cli.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What each mode makes of a real server's databases. */
@Tag("long")
@Timeout(120)
class BackupModesTest {

  private static final Cli CLI = Cli.shared();

  @BeforeAll
  static void source() throws Exception {
    BackupSource.make();
  }

  @Test
  void companionsComeWithTheSingleOne() {
    assertThat(databases("single", "--database", "bc_shop", "--companions"))
        .containsExactlyInAnyOrder(List.of("bc_shop"), List.of("bc_shop_dmart"));
  }

  @Test
  void filterTakesNamesPatternsAndAFile() throws Exception {
    Path file = Files.writeString(CLI.folder().resolve("bc-names"), "bc_crm\n# no more\n");

    assertThat(
            databases(
                "filter",
                "--db",
                "bc_shop*",
                "--db",
                "bc_a,b",
                "--db-file",
                file.toString(),
                "--exclude-db",
                "*_dmart",
                "--mode",
                "multi-file"))
        .containsExactlyInAnyOrder(
            List.of("bc_shop"),
            List.of("bc_shop_secondary_1"),
            List.of("bc_a,b"),
            List.of("bc_crm"));
  }

  @Test
  void namesThatWouldStarOrClimbAreOnlyNames() {
    assertThat(databases("filter", "--db", "bc_m\\*", "--db", "bc_.. /x"))
        .containsExactlyInAnyOrder(List.of("bc_m*"), List.of("bc_.. /x"));
    assertThat(databases("single", "--database", "bc_m*")).containsExactly(List.of("bc_m*"));
  }

  @Test
  void aSingleFileHoldsThemAll() {
    assertThat(databases("filter", "--db", "bc_shop", "--db", "bc_crm", "--mode", "single-file"))
        .singleElement()
        .asList()
        .containsExactlyInAnyOrder("bc_shop", "bc_crm");
  }

  @Test
  void primaryAndSecondaryAreToldApartByTheirNames() {
    assertThat(databases("primary", "--prefix", "bc_shop")).containsExactly(List.of("bc_shop"));
    assertThat(databases("secondary", "--prefix", "bc_"))
        .containsExactly(List.of("bc_shop_secondary_1"));
    assertThat(databases("primary", "--prefix", "bc_crm", "--companions"))
        .containsExactlyInAnyOrder(List.of("bc_crm"), List.of("bc_crm_temp"));
  }

  @Test
  void allIsOneFileAndSeparatedOneEach() throws Exception {
    Path excluded = Files.writeString(CLI.folder().resolve("bc-excluded"), "bc_m\\*\nbc_a,b\n");

    assertThat(databases("all", "--exclude-db-file", excluded.toString()))
        .singleElement()
        .asList()
        .containsExactlyInAnyOrder(
            "bc_shop", "bc_shop_dmart", "bc_shop_secondary_1", "bc_crm", "bc_crm_temp", "bc_.. /x");
    assertThat(databases("separated", "--exclude-db", "bc_shop*"))
        .containsExactlyInAnyOrder(
            List.of("bc_crm"),
            List.of("bc_crm_temp"),
            List.of("bc_a,b"),
            List.of("bc_m*"),
            List.of("bc_.. /x"));
  }

  @Test
  void twoAtATimeBothRun() throws Exception {
    CLI.given("server", "edit", "bc", "--max-concurrent-runs", "2");
    List<Outcome> outcomes = new ArrayList<>();
    List<Thread> threads =
        Stream.of("bc_shop", "bc_crm")
            .map(
                name ->
                    new Thread(
                        () -> {
                          Outcome outcome =
                              BackupSource.backup("single", "--database", name, "--json");
                          synchronized (outcomes) {
                            outcomes.add(outcome);
                          }
                        }))
            .toList();
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(outcomes).extracting(Outcome::exit).containsExactly(0, 0);
  }

  private static List<List<String>> databases(String mode, String... options) {
    List<String> all = new ArrayList<>(List.of(options));
    all.add("--json");
    Outcome outcome = BackupSource.backup(mode, all.toArray(String[]::new));
    assertThat(outcome.exit()).as(outcome.toString()).isZero();
    List<List<String>> databases = new ArrayList<>();
    for (JsonNode backup : outcome.json().get("backups")) {
      List<String> names = new ArrayList<>();
      backup.get("databases").forEach(name -> names.add(name.asText()));
      databases.add(names);
    }
    return databases;
  }
}
