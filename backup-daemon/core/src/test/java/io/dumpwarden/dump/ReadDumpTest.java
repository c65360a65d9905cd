package io.dumpwarden.dump;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.config.DumpContents;
import io.dumpwarden.config.DumpOptionSet;
import io.dumpwarden.config.TableGlob;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.source.Inventory;
import io.dumpwarden.source.LeftOut;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A dump that is read back tells what the dump told when it was made, also one of two passes. */
class ReadDumpTest {

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(TestEngine.class)
  void nothingThatIsInItIsMissed(TestEngine engine) throws Exception {
    Source source = Source.of(Engines.shared(engine));
    source.fresh("read_back");
    source.execute(
        "USE read_back",
        "CREATE TABLE t (a INT PRIMARY KEY, word TEXT)",
        "INSERT INTO t VALUES (1, 'it''s; \\\\'), (2, '-- Dump completed')",
        "CREATE TABLE log (a INT PRIMARY KEY, word TEXT)",
        "INSERT INTO log VALUES (1, 'CREATE TABLE `none`')",
        "CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW SET NEW.a = NEW.a",
        "CREATE TRIGGER tl BEFORE INSERT ON log FOR EACH ROW BEGIN SET NEW.a = 1; END",
        "CREATE VIEW v AS SELECT a FROM log",
        "CREATE PROCEDURE p() BEGIN SELECT 1; SELECT ';;'; END",
        "CREATE EVENT e ON SCHEDULE EVERY 1 DAY DISABLE DO SELECT 1");
    DumpRequest whole = source.request("read_back", folder);
    DumpRequest without =
        new DumpRequest(
            whole.login(),
            whole.server(),
            whole.inventories(),
            new DumpRequest.What(
                new DumpContents(false, List.of(), List.of(TableGlob.parse("read_back.log")), true),
                List.of(),
                DumpOptionSet.NONE),
            folder);

    for (DumpRequest request : List.of(whole, without)) {
      byte[] sql;
      try (OpenDump dump = source.dumper().open(request)) {
        sql = dump.stream().readAllBytes();
        dump.prove();
      }
      ReadDump read = ReadDump.of(new ByteArrayInputStream(sql));
      read.readAllBytes();

      assertThat(read.ended()).isTrue();
      for (Inventory held : request.inventories()) {
        assertThat(held.missingFrom(read.objects("read_back"), LeftOut.nothing())).isEmpty();
      }
    }
  }
}
