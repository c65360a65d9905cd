package io.dumpwarden.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.config.ColumnSizes;
import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.config.Problem;
import io.dumpwarden.engines.TestEngine;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the code holds to be the columns' sizes is what the tables say. */
@MetadataEngines
class ColumnSizesTest {

  private final TestDatabase database;

  ColumnSizesTest(TestEngine engine) {
    this.database = TestDatabase.migrated(engine);
  }

  @AfterEach
  void close() {
    database.closeStores();
  }

  @Test
  void areThoseOfTheTables() {
    for (ConfigKind kind : ConfigKind.values()) {
      for (String column : kind.columns()) {
        String type = type(kind, column);
        String expected =
            type.startsWith("varchar")
                ? "varchar(%d)".formatted(ColumnSizes.characters(kind, column))
                : ColumnSizes.characters(kind, column) < 0 ? type : "a text";
        assertThat(type).as("%s.%s", kind.table(), column).isEqualTo(expected);
        assertThat(type).as("%s.%s", kind.table(), column).matches("varchar.*|text|.*int.*");
      }
    }
  }

  private String type(ConfigKind kind, String column) {
    return database.text(
        """
        SELECT COLUMN_TYPE AS type FROM information_schema.COLUMNS
        WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = '%s' AND COLUMN_NAME = '%s'
        """
            .formatted(kind.table(), column),
        "type");
  }

  @Test
  void charactersOfFourBytesCountAsOne() {
    String fox = "\uD83E\uDD8A";
    Map<String, String> fits = Map.of("username", fox.repeat(128), "labels", fox.repeat(16_383));
    assertThat(ColumnSizes.problems(ConfigKind.SERVER, Map.copyOf(fits))).isEmpty();
    Map<String, String> over = Map.of("username", fox.repeat(129), "labels", fox.repeat(16_384));
    assertThat(ColumnSizes.problems(ConfigKind.SERVER, Map.copyOf(over)))
        .extracting(Problem::field)
        .containsExactly("username", "labels");
  }
}
