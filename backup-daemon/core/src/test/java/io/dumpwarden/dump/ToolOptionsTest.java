package io.dumpwarden.dump;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.config.DumpOption;
import io.dumpwarden.config.DumpOptionSet;
import io.dumpwarden.config.DumpOptionTable;
import io.dumpwarden.config.DumpOptionValue;
import io.dumpwarden.config.Flavor;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.source.Version;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ToolOptionsTest {

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(
      value = TestEngine.class,
      names = {"MARIADB_11_4", "MYSQL_9"})
  void everyOptionOfTheToolIsJudged(TestEngine engine) {
    Set<String> unjudged = new HashSet<>(help(program(engine)).names());
    unjudged.removeAll(DumpOptionTable.refused().keySet());
    DumpOptionTable.all().forEach(option -> unjudged.remove(option.name()));

    assertThat(unjudged).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = TestEngine.class,
      names = {"MARIADB_11_4", "MYSQL_9"})
  void theTableKnowsWhichToolHasWhat(TestEngine engine) {
    ClientProgram program = program(engine);
    ToolOptions expected = ToolOptions.ofRelease(program);
    for (DumpOption option : DumpOptionTable.all()) {
      assertThat(help(program).has(option.name()))
          .as(option.name())
          .isEqualTo(expected.has(option.name()));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = TestEngine.class,
      names = {"MARIADB_11_4", "MYSQL_9"})
  void theToolTakesEveryValueAsItIsTold(TestEngine engine) throws Exception {
    ClientProgram program = program(engine);
    for (DumpOption option : DumpOptionTable.all()) {
      for (String value : option.fixed() ? List.<String>of() : samples(option.value())) {
        DumpOptionSet set = new DumpOptionSet(Map.of(option.name(), value));
        List<String> arguments = new ArrayList<>(List.of("--no-defaults"));
        arguments.addAll(DumpOptions.of(help(program), set).arguments());
        arguments.add("--help");

        assertThat(ProgramOutput.of(program.path(), arguments.toArray(String[]::new)))
            .as(arguments.toString())
            .contains("Usage:");
      }
    }
  }

  @Test
  void whatTheToolLacksIsDropped() {
    ToolOptions old =
        ToolOptions.ofRelease(new ClientProgram(folder, Flavor.MYSQL, new Version(8, 0, 15)));

    DumpOptions told =
        DumpOptions.of(
            old, DumpOptionSet.parse("zstd-compression-level=3,order-by-size,skip-triggers"));

    assertThat(told.dropped())
        .containsExactlyInAnyOrder("zstd-compression-level=3", "order-by-size=on");
    assertThat(told.arguments())
        .contains("--skip-triggers", "--set-gtid-purged=OFF", "--skip-column-statistics")
        .doesNotContain("--triggers");
  }

  @Test
  void aLockTakesThePlaceOfTheSnapshot() {
    ToolOptions tool =
        ToolOptions.ofRelease(new ClientProgram(folder, Flavor.MARIADB, new Version(10, 6, 0)));

    assertThat(DumpOptions.of(tool, DumpOptionSet.parse("lock-all-tables")).arguments())
        .contains("--lock-all-tables")
        .doesNotContain("--single-transaction");
  }

  @Test
  void aToolWithoutHelpIsJudgedByItsRelease() throws Exception {
    FakeTool.mariaDbDump(folder, "exit 0");
    ClientProgram program =
        new ClientProgram(folder.resolve("mariadb-dump"), Flavor.MARIADB, new Version(11, 4, 99));

    assertThat(new ToolOptionsFinder().of(program)).isEqualTo(ToolOptions.ofRelease(program));
  }

  private static List<String> samples(DumpOptionValue value) {
    if (value instanceof DumpOptionValue.Choice choice) {
      return choice.words();
    }
    if (value instanceof DumpOptionValue.Number number) {
      return List.of("" + number.min(), "" + number.max());
    }
    if (value instanceof DumpOptionValue.Size size) {
      return List.of("" + size.min(), "16M", "" + size.max());
    }
    return List.of("on", "off");
  }

  private static ToolOptions help(ClientProgram program) {
    return new ToolOptionsFinder().of(program);
  }

  private static ClientProgram program(TestEngine engine) {
    return Source.of(Engines.shared(engine)).finder().find("mariadb-dump", "mysqldump").get(0);
  }
}
