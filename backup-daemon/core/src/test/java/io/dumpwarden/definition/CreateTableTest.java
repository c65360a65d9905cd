package io.dumpwarden.definition;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CreateTableTest {

  @Test
  void partsItemsPastQuotes() {
    CreateTable table =
        CreateTable.parse(
                "CREATE TABLE `a(,``b` (\n  `x` enum('(','it''s,','\\\\') DEFAULT ',',\n  KEY `k` (`x`(3),`y`)\n) ENGINE=InnoDB COMMENT=')'")
            .orElseThrow();

    assertThat(table.head()).isEqualTo("CREATE TABLE `a(,``b` (");
    assertThat(table.items())
        .containsExactly("`x` enum('(','it''s,','\\\\') DEFAULT ','", "KEY `k` (`x`(3),`y`)");
    assertThat(table.tail()).isEqualTo(") ENGINE=InnoDB COMMENT=')'");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "ENGINE=InnoDB AUTO_INCREMENT=7 DEFAULT CHARSET=utf8mb4,ENGINE=InnoDB DEFAULT CHARSET=utf8mb4",
        "/*!50100 TABLESPACE `t` */ ENGINE=InnoDB AUTO_INCREMENT=7,/*!50100 TABLESPACE `t` */ ENGINE=InnoDB",
        "ENGINE=InnoDB COMMENT='x AUTO_INCREMENT=7',ENGINE=InnoDB COMMENT='x AUTO_INCREMENT=7'"
      })
  void leavesTheCounterOut(String options, String steady) {
    String table =
        "CREATE TABLE `t` (\n  `id` int NOT NULL AUTO_INCREMENT COMMENT ' AUTO_INCREMENT=8'\n) ";

    assertThat(CreateTable.steady(table + options))
        .isEqualTo(CreateTable.steady(table + steady))
        .contains("COMMENT ' AUTO_INCREMENT=8'")
        .endsWith(steady);
  }
}
