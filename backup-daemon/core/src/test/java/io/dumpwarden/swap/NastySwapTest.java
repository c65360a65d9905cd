package io.dumpwarden.swap;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.client.RestoreClient;
import io.dumpwarden.client.RestoreClients;
import io.dumpwarden.dump.DumpRequest;
import io.dumpwarden.dump.OpenDump;
import io.dumpwarden.dump.Source;
import io.dumpwarden.engines.DatabaseCompare;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.OlderEngine;
import io.dumpwarden.engines.SourceEngine;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.engines.nasty.NastySchema;
import io.dumpwarden.script.ScriptChoice;
import io.dumpwarden.script.ScriptFilter;
import io.dumpwarden.script.ScriptPart;
import io.dumpwarden.source.Inventory;
import io.dumpwarden.source.LeftOut;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Everything that a dump may get wrong, swapped in over an older version of it. */
@Tag("long")
class NastySwapTest {

  /** What the old version has otherwise. */
  private static final List<String> AGEING =
      List.of(
          "ALTER DATABASE nasty CHARACTER SET latin1",
          "DROP TABLE nasty.integers",
          "CREATE TABLE nasty.of_old (id INT PRIMARY KEY)",
          "CREATE TRIGGER nasty.of_old BEFORE INSERT ON nasty.of_old FOR EACH ROW SET NEW.id = 1",
          "DELETE FROM nasty_code.base",
          "DROP VIEW nasty_code.unioned",
          "CREATE TABLE nasty_code.unioned (id INT)",
          "DROP EVENT nasty_code.enabled_far",
          "CREATE EVENT nasty_code.old_event ON SCHEDULE EVERY 1 YEAR DO SELECT 1",
          "DROP PROCEDURE nasty_code.looks_like_a_dump",
          "CREATE FUNCTION nasty_code.looks_like_a_dump() RETURNS INT RETURN 1",
          "CREATE TABLE nasty_empty.no_more (id INT)");

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(
      value = TestEngine.class,
      names = {"MARIADB_11_4", "MYSQL_8_0", "MYSQL_9"})
  void isAsAStraightLoad(TestEngine kind) throws Exception {
    try (SourceEngine origin = Engines.throwaway(kind);
        SourceEngine engine = Engines.throwaway(kind)) {
      isAsAStraightLoad(origin, engine);
    }
  }

  /** Which knows packages in Oracle's mode alone. */
  @Test
  void soItIsOnMariaDb10() throws Exception {
    try (SourceEngine origin = OlderEngine.MARIADB_10_11.start();
        SourceEngine engine = OlderEngine.MARIADB_10_11.start()) {
      isAsAStraightLoad(origin, engine);
    }
  }

  private void isAsAStraightLoad(SourceEngine origin, SourceEngine engine) throws Exception {
    List<String> databases =
        NastySchema.create(origin).stream()
            // which no dump is made of
            .filter(name -> name.chars().noneMatch(Character::isISOControl))
            .toList();
    Path dump = folder.resolve("dump.sql");
    List<Inventory> inventories = dump(Source.of(origin), databases, dump);
    Source target = Source.of(engine);
    NastySchema.createAccounts(engine);
    load(target, dump, ScriptChoice.EVERYTHING);
    List<String> straight = differences(origin, engine, databases);
    target.execute("SET GLOBAL log_bin_trust_function_creators = 1");
    target.execute(AGEING.toArray(String[]::new));
    assertThat(differences(origin, engine, databases)).isNotEqualTo(straight);

    SwapOutcome outcome = swap(target, dump, inventories);

    assertThat(outcome.state()).isEqualTo(SwapOutcome.State.NEW_IN_PLACE);
    assertThat(outcome.notes()).isEmpty();
    assertThat(differences(origin, engine, databases)).isEqualTo(straight);
    assertThat(new Mall(target, folder).leftovers()).isEmpty();
  }

  private SwapOutcome swap(Source target, Path dump, List<Inventory> inventories) throws Exception {
    List<SwapUnit> units =
        inventories.stream()
            .map(i -> SwapUnit.whole(i.database(), i.characterSet(), i.collation()))
            .toList();
    List<Expectation> expected =
        inventories.stream()
            .map(i -> Expectation.of(i.database(), i, LeftOut.nothing(), List.of()))
            .toList();
    Path definitions = folder.resolve("definitions.sql");
    filter(
        dump,
        Files.newOutputStream(definitions),
        ScriptChoice.EVERYTHING.part(ScriptPart.DEFINITIONS));
    SwapRequest request = new SwapRequest(UUID.randomUUID(), units, "nasty", true);
    try (Swap swap = new Mall(target, folder).swaps().begin(target.login(), request)) {
      Map<String, String> names =
          units.stream()
              .map(SwapUnit::database)
              .collect(Collectors.toMap(Function.identity(), swap::staging));
      load(target, dump, ScriptChoice.EVERYTHING.databases(names).part(ScriptPart.DATA));
      return swap.replace(List.of(() -> Files.newInputStream(definitions)), expected);
    }
  }

  private List<Inventory> dump(Source source, List<String> databases, Path file) throws Exception {
    List<Inventory> inventories = new ArrayList<>();
    for (String database : databases) {
      inventories.add(source.inventory(database));
    }
    DumpRequest request =
        new DumpRequest(source.login(), source.facts(), inventories, DumpRequest.What.ALL, folder);
    try (OpenDump dump = source.dumper().open(request);
        OutputStream out = Files.newOutputStream(file)) {
      dump.stream().transferTo(out);
      dump.prove();
    }
    return inventories;
  }

  private void load(Source target, Path dump, ScriptChoice choice) throws Exception {
    RestoreClients clients = new RestoreClients(target.finder());
    try (RestoreClient client = clients.open(target.login(), folder)) {
      filter(dump, client.stdin(), choice);
      client.prove();
    }
  }

  private static void filter(Path dump, OutputStream out, ScriptChoice choice) throws Exception {
    try (OutputStream filtered = new ScriptFilter(out, choice)) {
      Files.copy(dump, filtered);
    }
  }

  private static List<String> differences(
      SourceEngine origin, SourceEngine target, List<String> databases) throws Exception {
    try (Connection a = origin.connect();
        Connection b = target.connect()) {
      return DatabaseCompare.differences(a, b, databases);
    }
  }
}
