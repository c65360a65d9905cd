package io.dumpwarden.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.config.BackupSpec;
import io.dumpwarden.config.BackupSpecParser;
import io.dumpwarden.config.Schedule;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Backups that people ask for count together only where they hold the same. */
class VariantTest {

  @Test
  void allOfADatabaseIsKnownByItsNameHoweverItIsPacked() {
    assertThat(asked(Map.of(), "shop").scope()).isEqualTo("shop");
    assertThat(
            asked(Map.of("compress_type", "xz", "encryption", "age", "parallel_dumps", "2"), "shop")
                .scope())
        .isEqualTo("shop");
    assertThat(asked(Map.of("mode", "all"), "shop", "crm").scope()).isEqualTo("all");
  }

  @Test
  void whatLeavesSomethingOutIsASeriesOfItsOwn() {
    List<String> scopes =
        List.of(
            asked(Map.of("exclude_data", "true"), "shop").scope(),
            asked(Map.of("exclude_tables", "shop.log"), "shop").scope(),
            asked(Map.of("exclude_table_data", "shop.log"), "shop").scope(),
            asked(Map.of("dump_options", "routines=off"), "shop").scope());

    assertThat(scopes)
        .doesNotHaveDuplicates()
        .allMatch(scope -> scope.matches("shop\\+[0-9a-f]{8}"));
    assertThat(asked(Map.of("exclude_data", "true"), "shop").scope()).isEqualTo(scopes.get(0));
    assertThat(asked(Map.of("exclude_data", "true"), "shop").name()).isEqualTo("shop");
  }

  @Test
  void combinedFilesOfOtherDatabasesAreOthers() {
    Map<String, @Nullable String> combined =
        Map.of("include_databases", "shop,crm,hr", "file_mode", "single-file");

    String one = asked(combined, "shop", "crm").scope();

    assertThat(one).startsWith("combined+").isEqualTo(asked(combined, "crm", "shop").scope());
    assertThat(one).isNotEqualTo(asked(combined, "hr").scope());
    assertThat(asked(Map.of("mode", "all", "exclude_databases", "hr"), "shop").scope())
        .startsWith("all+");
  }

  @Test
  void aScheduleIsOneSeriesForEachName() {
    BackupSpec spec = BackupSpecParser.parse(Map.of("exclude_data", "true"));
    Schedule manual = Schedule.manual(spec);
    Schedule nightly =
        new Schedule(
            "nightly",
            manual.type(),
            null,
            manual.servers(),
            spec,
            manual.jitter(),
            null,
            manual.catchUp(),
            manual.timeout(),
            manual.retries(),
            true,
            manual.drill());

    assertThat(DumpUnits.of(nightly, List.of("shop"))).containsExactly(DumpUnit.of("shop"));
  }

  private static DumpUnit asked(Map<String, @Nullable String> words, String... databases) {
    Schedule schedule = Schedule.manual(BackupSpecParser.parse(words));
    return DumpUnits.of(schedule, List.of(databases)).get(0);
  }
}
