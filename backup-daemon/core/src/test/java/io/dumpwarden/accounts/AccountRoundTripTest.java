package io.dumpwarden.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.dumpwarden.dump.Source;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.SourceEngine;
import io.dumpwarden.engines.TestEngine;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Accounts of one server come back on another one as they were. */
@Tag("long")
class AccountRoundTripTest {

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(TestEngine.class)
  void makesEveryAccountAgain(TestEngine engine) throws Exception {
    Engines.require(engine);
    try (SourceEngine from = engine.start();
        SourceEngine to = engine.start()) {
      Source source = Source.of(from);
      NastyAccounts.objects(source);
      NastyAccounts.accounts(source, engine);
      ServerAccounts there = new ServerAccounts(source);
      ServerAccounts here = new ServerAccounts(Source.of(to));
      NastyAccounts.objects(here.source());
      if (engine != TestEngine.MYSQL_8_0 && from.flavor().equals("mysql")) {
        here.source().execute("SET GLOBAL partial_revokes = ON");
      }
      here.source().execute("SET GLOBAL sql_mode = 'ANSI_QUOTES,NO_BACKSLASH_ESCAPES'");
      Map<String, List<String>> before = there.seen();

      AccountScript.Result script = there.read(AccountScope.ALL);
      here.load(script.sql().reveal(), folder);

      assertThat(script.warnings()).isEmpty();
      assertThat(script.accounts()).containsAll(before.keySet());
      assertThat(here.seen()).containsExactlyEntriesOf(before);
      assertThat(there.seen()).isEqualTo(before);
      here.load(script.sql().reveal(), folder);
      assertThat(here.seen()).isEqualTo(before);
      assertThatCode(
              () ->
                  here.source()
                      .as(NastyAccounts.ODD_USER, NastyAccounts.PASSWORD)
                      .execute("SELECT a FROM shop.t"))
          .doesNotThrowAnyException();
    }
  }
}
