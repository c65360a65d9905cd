package io.dumpwarden.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.run.ActiveRun;
import io.dumpwarden.run.RunEnd;
import io.dumpwarden.run.RunStatus;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database may bear the name of a combined file's scope: the two never meet. */
class ScopeNameTest {

  @TempDir Path folder;
  private Bench bench;

  @BeforeEach
  void open() throws Exception {
    bench = new Bench(folder, "disk");
    bench.source.fresh("all");
    bench.source.fresh("combined");
    bench.source.execute("CREATE TABLE `all`.t AS SELECT 1 AS a");
    bench.backUpAs(
        "scope_backup",
        "SELECT, SHOW VIEW, TRIGGER, EVENT, SHOW CREATE ROUTINE ON `all`.*",
        "SELECT, SHOW VIEW, TRIGGER, EVENT, SHOW CREATE ROUTINE ON `combined`.*");
  }

  @AfterEach
  void close() throws Exception {
    bench.source.execute("DROP DATABASE `all`", "DROP DATABASE `combined`");
    bench.close();
  }

  @Test
  void aDatabaseCalledAllIsNotTakenForAll() {
    Backup everything = made("mode", "all");
    Backup single = made("mode", "single", "include_databases", "all");

    assertThat(everything.scope()).isEqualTo("all");
    assertThat(everything.databases()).containsExactly("all", "combined");
    assertThat(single.scope()).isEqualTo("`all`");
    assertThat(single.databases()).containsExactly("all");
    assertThat(Bench.key(everything).value()).startsWith("shop/daily/all/all_");
    assertThat(Bench.key(single).value()).startsWith("shop/daily/%60all%60/%60all%60_");
    assertThat(bench.catalog.lastGood("nightly", "shop", "all")).contains(everything);
    assertThat(bench.catalog.lastGood("nightly", "shop", "`all`")).contains(single);
  }

  @Test
  void norIsOneCalledCombined() {
    Backup both = made("include_databases", "all,combined", "file_mode", "single-file");
    Backup single = made("mode", "single", "include_databases", "combined");

    assertThat(both.scope()).isEqualTo("combined");
    assertThat(both.databases()).isEqualTo(List.of("all", "combined"));
    assertThat(single.scope()).isEqualTo("`combined`");
    assertThat(Bench.key(single)).isNotEqualTo(Bench.key(both));
  }

  private Backup made(String... columns) {
    ActiveRun run = bench.scheduled(columns);
    RunEnd end = bench.run(run);
    assertThat(end.status()).as("%s", end.message()).isEqualTo(RunStatus.SUCCEEDED);
    bench.queue.finish(run.run().id(), end);
    return bench.onlyBackup(run);
  }
}
