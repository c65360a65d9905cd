package io.dumpwarden.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.dump.Source;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.testing.Draw;
import io.dumpwarden.testing.Property;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Accounts and databases of any name, through server, script and client. */
@Tag("long")
class QuotedNamesTest {

  private static final List<String> PIECES =
      List.of(
          "a", "B", "`", "``", "'", "''", "\"", "\\", "\\\\", "@", ".", "*", "%", "_", ",", " ",
          "(", ";", "--", "#", "/*", "\n", "\t", "\\n", "ü", "漢", "?", "{", "$$");

  @TempDir Path folder;

  private record Names(String user, String database) {

    static Names draw(Draw draw) {
      return new Names(
          "q_" + draw.joined(8, PIECES) + draw.between(1000, 9999),
          "q_" + draw.joined(8, PIECES) + "n");
    }

    Account account() {
      return Account.of(user, "%");
    }
  }

  @ParameterizedTest
  @EnumSource(TestEngine.class)
  void comeBackAsTheyWere(TestEngine engine) {
    Source source = Source.of(Engines.shared(engine));

    Property.forAll(
        2,
        draw -> draw.list(30, 30, Names::draw),
        names -> {
          try {
            comeBack(source, names);
          } catch (SQLException e) {
            throw new AssertionError(e);
          }
        });
  }

  private void comeBack(Source source, List<Names> names) throws SQLException {
    ServerAccounts server = new ServerAccounts(source);
    List<String> create = new ArrayList<>();
    List<String> drop = new ArrayList<>();
    for (Names name : names) {
      String user = quoted(name.user()) + "@'%'";
      drop.add("DROP USER IF EXISTS " + user);
      create.add("CREATE USER " + user + " IDENTIFIED BY 'a-Password-1'");
      create.add("GRANT SELECT ON " + pattern(name.database()) + ".* TO " + user);
    }
    source.execute(drop.toArray(String[]::new));
    source.execute(create.toArray(String[]::new));
    Map<String, List<String>> before = server.seen();
    AccountScript.Result script =
        server.read(AccountScope.on(names.stream().map(Names::database).toList()));

    source.execute(drop.toArray(String[]::new));
    server.load(script.sql().reveal(), folder);

    assertThat(script.accounts()).containsAll(names.stream().map(n -> n.account().sql()).toList());
    assertThat(server.seen()).containsExactlyEntriesOf(before);
    source.execute(drop.toArray(String[]::new));
  }

  private static String pattern(String database) {
    return "`" + database.replaceAll("([\\\\_%])", "\\\\$1").replace("`", "``") + "`";
  }

  private static String quoted(String name) {
    return "'" + name.replace("\\", "\\\\").replace("'", "''") + "'";
  }
}
