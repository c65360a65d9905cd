package io.dumpwarden.dump;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.config.Flavor;
import io.dumpwarden.source.Grants;
import io.dumpwarden.source.ServerFacts;
import io.dumpwarden.source.Version;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PositionOptionsTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "mariadb 10.11.6, mariadb 11.4.5, --master-data=2 --gtid",
        "mariadb 11.4.5, mariadb 10.6.1, --master-data=2 --gtid",
        "mariadb 11.4.5, mysql 8.0.15, -",
        "mysql 5.7.40, mysql 5.7.40, --master-data=2",
        "mysql 8.0.15, mysql 8.0.15, --master-data=2",
        "mysql 8.0.17, mysql 8.0.17, --master-data=2 --set-gtid-purged=COMMENTED",
        "mysql 8.0.26, mysql 8.0.26, --source-data=2 --set-gtid-purged=COMMENTED",
        "mysql 8.0.40, mysql 8.4.0, -",
        "mysql 8.2.0, mysql 8.4.0, --source-data=2 --set-gtid-purged=COMMENTED",
        "mysql 9.4.0, mysql 8.0.15, --source-data=2 --set-gtid-purged=COMMENTED"
      })
  void areThoseThatProgramAndServerKnow(String program, String server, String expected) {
    PositionOptions options =
        PositionOptions.of(program(program), server(server, true, true, Grants.ofEverything()));

    assertThat(options.options())
        .isEqualTo(expected == null ? List.of() : Arrays.asList(expected.split(" ")));
    assertThat(options.exact()).isEqualTo(expected != null);
    assertThat(options.remedy()).isNull();
  }

  @Test
  void gtidsAreOnlyAskedForWhereThereAreSome() {
    ServerFacts server = server("mysql 9.4.0", true, false, Grants.ofEverything());

    assertThat(PositionOptions.of(program("mysql 9.4.0"), server).options())
        .containsExactly("--source-data=2");
  }

  @Test
  void noLogMeansNoOptions() {
    for (String flavor : List.of("mysql 9.4.0", "mariadb 11.4.5")) {
      ServerFacts server = server(flavor, false, true, Grants.ofEverything());
      assertThat(PositionOptions.of(program(flavor), server))
          .isEqualTo(new PositionOptions(List.of(), false, null));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "mysql 8.0.15, 'RELOAD, REPLICATION CLIENT'",
    "mysql 9.4.0, 'FLUSH_TABLES, REPLICATION CLIENT'"
  })
  void remedyNamesWhatIsMissing(String server, String privileges) {
    Grants none = new Grants("'b'@'%'", List.of(), false);

    assertThat(PositionOptions.of(program("mysql 9.4.0"), server(server, true, true, none)))
        .isEqualTo(
            new PositionOptions(List.of(), false, "GRANT " + privileges + " ON *.* TO 'b'@'%';"));
  }

  private static ClientProgram program(String text) {
    return new ClientProgram(Path.of("dump"), flavor(text), Version.in(text).orElseThrow());
  }

  private static ServerFacts server(String text, boolean binlog, boolean gtids, Grants grants) {
    return new ServerFacts(
        flavor(text), text, Version.in(text).orElseThrow(), binlog, gtids, grants);
  }

  private static Flavor flavor(String text) {
    return text.startsWith("mariadb") ? Flavor.MARIADB : Flavor.MYSQL;
  }
}
