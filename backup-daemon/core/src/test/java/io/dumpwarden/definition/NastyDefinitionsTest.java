package io.dumpwarden.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.dump.Source;
import io.dumpwarden.engines.DatabaseCompare;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.SourceEngine;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.engines.nasty.NastySchema;
import io.dumpwarden.engines.nasty.StockToolLimit;
import io.dumpwarden.script.ScriptChoice;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Everything that a dump may get wrong, and what the stock tools cannot bring across. */
@Tag("long")
class NastyDefinitionsTest {

  private static final Pattern OF_ROWS =
      Pattern.compile(".*: (?:rows|checksum|history) of table .*", Pattern.DOTALL);

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(
      value = TestEngine.class,
      names = {"MARIADB_11_4", "MYSQL_8_0", "MYSQL_9"})
  void comeBackAsTheyWere(TestEngine kind) throws Exception {
    try (SourceEngine origin = Engines.throwaway(kind);
        SourceEngine target = Engines.throwaway(kind)) {
      NastySchema.create(origin);
      for (StockToolLimit limit : StockToolLimit.values()) {
        limit.add(origin);
      }
      NastySchema.createAccounts(target);
      List<String> databases =
          NastySchema.databases(origin).stream()
              .filter(name -> name.chars().noneMatch(Character::isISOControl))
              .toList();

      byte[] sql =
          DefinitionScene.of(origin, folder).dump(databases, DefinitionChoice.ALL, new byte[0]);
      DefinitionScene.of(target, folder).load(sql, ScriptChoice.EVERYTHING);

      assertThat(differences(origin, target, databases)).isEmpty();
      remakeInParts(Source.of(target), databases);
      assertThat(tables(Source.of(target), databases))
          .isEqualTo(tables(Source.of(origin), databases));
    }
  }

  private static List<String> differences(
      SourceEngine origin, SourceEngine target, List<String> databases) throws Exception {
    try (Connection a = origin.connect();
        Connection b = target.connect()) {
      return DatabaseCompare.differences(a, b, databases).stream()
          .filter(line -> !OF_ROWS.matcher(line).matches())
          .toList();
    }
  }

  private static void remakeInParts(Source target, List<String> databases) throws Exception {
    try (Connection connection = target.engine().connect();
        Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute("SET foreign_key_checks = 0, sql_mode = '', time_zone = '+00:00'");
      for (Map.Entry<Defined, String> table : tables(target, databases).entrySet()) {
        Optional<IndexSplit> split = IndexSplit.of(table.getValue());
        if (split.isPresent()) {
          statement.execute("USE " + Sql.name(table.getKey().database()));
          statement.execute("DROP TABLE " + Sql.name(table.getKey().name()));
          for (String part : parts(split.get())) {
            statement.execute(part);
          }
        }
      }
    }
  }

  private static List<String> parts(IndexSplit split) {
    List<String> parts = new ArrayList<>(List.of(split.create()));
    parts.addAll(split.indexes());
    parts.addAll(split.foreignKeys());
    return parts;
  }

  /** Each table's statement, sound as the dump has it. */
  private static Map<Defined, String> tables(Source source, List<String> databases)
      throws SQLException {
    Map<Defined, String> shown = new LinkedHashMap<>();
    try (Connection connection = source.engine().connect()) {
      ServerReading server = new ServerReading(connection);
      for (String database : databases) {
        server.use(database);
        for (Defined table : new DatabaseObjects(server, database, DefinitionChoice.ALL).tables()) {
          if (table.kind() == DefinedKind.TABLE) {
            String text = Shown.of(server, table).text();
            // MySQL remembers what was spelled out
            String plain = text.replaceAll("CHARACTER SET \\w+ (COLLATE \\w+)", "$1");
            shown.put(table, ForeignKeyNames.repaired(server, table, plain));
          }
        }
      }
    }
    return shown;
  }
}
