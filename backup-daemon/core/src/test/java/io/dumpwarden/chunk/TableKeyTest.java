package io.dumpwarden.chunk;

import static io.dumpwarden.chunk.Shapes.column;
import static io.dumpwarden.chunk.Shapes.key;
import static io.dumpwarden.chunk.Shapes.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.source.ColumnFacts;
import io.dumpwarden.source.KeyFacts;
import io.dumpwarden.source.TableShape;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableKeyTest {

  private static final List<ColumnFacts> COLUMNS =
      List.of(
          column("id", "bigint"),
          column("ratio", "double"),
          column("kind", "enum"),
          text("name", "utf8mb4"),
          text("old", "geostd8"),
          new ColumnFacts("sum", "int", "int", null, false, true, null));

  @Test
  void thePrimaryKeyIsTakenWhereRangesCanBeToldByIt() {
    assertThat(chosen(key("PRIMARY", true, true, "id"), key("n", true, true, "name")))
        .isEqualTo("PRIMARY [id]");
    assertThat(chosen(key("PRIMARY", true, true, "ratio"), key("n", true, true, "name")))
        .isEqualTo("n [name]");
    assertThat(chosen(key("PRIMARY", true, true, "kind", "id"))).isEqualTo("none");
    assertThat(chosen(key("PRIMARY", true, true, "sum"))).isEqualTo("none");
    assertThat(chosen(key("PRIMARY", true, true, "old"))).isEqualTo("none");
  }

  @Test
  void onlyWholeUniqueKeysAreTaken() {
    assertThat(chosen(key("k", false, true, "id"))).isEqualTo("none");
    assertThat(chosen(key("k", true, false, "id"))).isEqualTo("none");
  }

  @Test
  void aKeyServesAsFarAsItsColumnsCompare() {
    TableShape table = table("InnoDB", false, key("PRIMARY", true, true, "id", "kind", "name"));
    TableKey key = TableKey.of(table).orElseThrow();
    assertThat(key.columns()).extracting(KeyColumn::name).containsExactly("id");
    assertThat(key.order()).isEqualTo("`id`,`kind`,`name`");
  }

  @Test
  void historyAndEnginesWithoutOrderedKeysAreLeftWhole() {
    KeyFacts primary = key("PRIMARY", true, true, "id");
    assertThat(TableKey.of(table("InnoDB", true, primary))).isEmpty();
    assertThat(TableKey.of(table("ARCHIVE", false, primary))).isEmpty();
    assertThat(TableKey.of(table(null, false, primary))).isEmpty();
    assertThat(TableKey.of(table("MyISAM", false, primary))).isPresent();
  }

  @Test
  void textIsLeftOutWhereTheEngineDoesNotFindAllOfIt() {
    KeyFacts both = key("PRIMARY", true, true, "id", "name");
    assertThat(TableKey.of(table("Aria", false, both)).orElseThrow().columns()).hasSize(1);
    assertThat(TableKey.of(table("InnoDB", false, both)).orElseThrow().columns()).hasSize(2);
    assertThat(TableKey.of(table("MyISAM", false, key("k", true, true, "name")))).isEmpty();
  }

  private static String chosen(KeyFacts... keys) {
    return TableKey.of(table("InnoDB", false, keys))
        .map(key -> key.name() + " " + key.columns().stream().map(KeyColumn::name).toList())
        .orElse("none");
  }

  private static TableShape table(String engine, boolean versioned, KeyFacts... keys) {
    return new TableShape("shop", "t", engine, COLUMNS, List.of(keys), 10, 1000, versioned);
  }
}
