package io.dumpwarden.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.config.DumpManners;
import io.dumpwarden.config.NonTransactional;
import io.dumpwarden.dump.DumpRequest;
import io.dumpwarden.dump.Source;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.source.TableShape;
import io.dumpwarden.source.TableShapeQuery;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativePlanTest {

  private static final String DATABASE = "engine_plan";

  @TempDir Path folder;

  @Test
  void tablesThatWritersChangeMeanwhileAreReadInOneGo() throws Exception {
    Source source = Source.of(Engines.shared(TestEngine.MARIADB_11_4));
    source.fresh(DATABASE);
    source.execute(
        "CREATE TABLE engine_plan.aria (id INT PRIMARY KEY) ENGINE=Aria",
        "CREATE TABLE engine_plan.innodb (id INT PRIMARY KEY) ENGINE=InnoDB",
        "CREATE TABLE engine_plan.myisam (id INT PRIMARY KEY) ENGINE=MyISAM");
    DumpRequest request = source.request(DATABASE, folder);

    assertThat(cuttable(source, plan(request, NonTransactional.NAMED))).containsExactly("innodb");
    assertThat(cuttable(source, plan(request, NonTransactional.LOCKED)))
        .containsExactly("aria", "innodb", "myisam");

    source.execute("DROP DATABASE engine_plan");
  }

  private static List<String> cuttable(Source source, NativePlan plan) throws Exception {
    try (Connection connection = source.engine().connect()) {
      return new TableShapeQuery()
          .of(connection, DATABASE).stream()
              .map(plan::reading)
              .filter(table -> !table.keys().isEmpty())
              .map(TableShape::name)
              .sorted()
              .toList();
    }
  }

  private static NativePlan plan(DumpRequest request, NonTransactional manner) {
    DumpManners usual = DumpManners.STANDARD;
    DumpManners manners = new DumpManners(null, null, null, null, usual.lockTimeout(), manner);
    return NativePlan.of(
        new DumpRequest(
            request.login(),
            request.server(),
            request.inventories(),
            request.what(),
            new DumpRequest.How(request.how().compression(), 2, manners),
            request.temporaryFolder()),
        "1");
  }
}
