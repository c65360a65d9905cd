package io.dumpwarden.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IndexSplitTest {

  @Test
  void movesIndexesAndForeignKeysBehindTheRows() {
    IndexSplit split =
        split(
            """
            CREATE TABLE `t` (
              `id` int NOT NULL AUTO_INCREMENT COMMENT 'KEY `x` (`id`), ) it''s "(',
              `a` varchar(20) DEFAULT NULL,
              `g` point NOT NULL,
              PRIMARY KEY (`id`),
              UNIQUE KEY `u` (`a`(10)),
              KEY `k` (`a`,`id` DESC) COMMENT 'a, b' /*!80000 INVISIBLE */,
              FULLTEXT KEY `f` (`a`) /*!50100 WITH PARSER `ngram` */ ,
              FULLTEXT KEY `f2` (`a`),
              SPATIAL KEY `s` (`g`),
              CONSTRAINT `c` FOREIGN KEY (`a`) REFERENCES `o` (`a`) ON DELETE CASCADE,
              CONSTRAINT `low` CHECK ((`id` > 0))
            ) ENGINE=InnoDB AUTO_INCREMENT=7 COMMENT='KEY'""");

    assertThat(split.create())
        .isEqualTo(
            """
            CREATE TABLE `t` (
              `id` int NOT NULL AUTO_INCREMENT COMMENT 'KEY `x` (`id`), ) it''s "(',
              `a` varchar(20) DEFAULT NULL,
              `g` point NOT NULL,
              PRIMARY KEY (`id`),
              CONSTRAINT `low` CHECK ((`id` > 0))
            ) ENGINE=InnoDB AUTO_INCREMENT=7 COMMENT='KEY'""");
    assertThat(split.indexes())
        .containsExactly(
            "ALTER TABLE `t` ADD UNIQUE KEY `u` (`a`(10)), ADD KEY `k` (`a`,`id` DESC) COMMENT 'a, b' /*!80000 INVISIBLE */",
            "ALTER TABLE `t` ADD FULLTEXT KEY `f` (`a`) /*!50100 WITH PARSER `ngram` */",
            "ALTER TABLE `t` ADD FULLTEXT KEY `f2` (`a`)",
            "ALTER TABLE `t` ADD SPATIAL KEY `s` (`g`)");
    assertThat(split.foreignKeys())
        .containsExactly(
            "ALTER TABLE `t` ADD CONSTRAINT `c` FOREIGN KEY (`a`) REFERENCES `o` (`a`) ON DELETE CASCADE");
  }

  @Test
  void keepsTheKeyThatCountsAndWhatStandsBeforeIt() {
    IndexSplit split =
        table(
            "`a` int DEFAULT NULL",
            "`n` int NOT NULL AUTO_INCREMENT",
            "PRIMARY KEY (`a`)",
            "KEY `before` (`a`)",
            "KEY `counts` (`n`,`a`)",
            "KEY `again` (`n`)");

    assertThat(split.create()).contains("`before`", "`counts`").doesNotContain("`again`");
  }

  @Test
  void keepsTheKeyThatRowsAreStoredBy() {
    IndexSplit split =
        table("`a` int NOT NULL", "UNIQUE KEY `u` (`a`)", "UNIQUE KEY `w` (`a`)", "KEY `k` (`a`)");

    assertThat(split.create()).contains("`u`", "`w`").doesNotContain("`k`");
  }

  @Test
  void keepsTheOrderOfWhatIsListedTogether() {
    IndexSplit split =
        table(
            "`a` int NOT NULL",
            "`g` int GENERATED ALWAYS AS (`a`) VIRTUAL",
            "`p` point NOT NULL",
            "PRIMARY KEY (`a`)",
            "SPATIAL KEY `s` (`p`)",
            "KEY `k` (`a`)",
            "KEY `c` (`g`,`a`)",
            "KEY `f` ((`a` + 1))");

    assertThat(split.create()).contains("KEY `c`", "KEY `f`");
    assertThat(split.indexes())
        .containsExactly(
            "ALTER TABLE `t` ADD SPATIAL KEY `s` (`p`)", "ALTER TABLE `t` ADD KEY `k` (`a`)");
  }

  @Test
  void movesKeysOverGeneratedColumns() {
    IndexSplit split =
        table(
            "`a` int NOT NULL",
            "`g` int GENERATED ALWAYS AS (`a`) VIRTUAL",
            "PRIMARY KEY (`a`)",
            "UNIQUE KEY `f` ((`a` + 1))",
            "KEY `k` (`g`)");

    assertThat(split.create()).contains("`f`").doesNotContain("`k`");
    assertThat(split.indexes()).containsExactly("ALTER TABLE `t` ADD KEY `k` (`g`)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "KEY `x` ((lower(`a`)))",
        "KEY `x` ((cast(json_extract(`a`,_utf8mb4'$') as unsigned array)))",
        "UNIQUE KEY `x` (`a`) USING HASH",
        "UNIQUE KEY `x` (`a`,`p` WITHOUT OVERLAPS)",
        "VECTOR KEY `x` (`a`)"
      })
  void keepsWhatIsComputed(String key) {
    IndexSplit split =
        table(
            "`a` int NOT NULL",
            "`g` int GENERATED ALWAYS AS (`a`) VIRTUAL",
            "PRIMARY KEY (`a`)",
            key,
            "KEY `last` (`a`)");

    assertThat(split.create()).contains(key);
    assertThat(split.indexes()).containsExactly("ALTER TABLE `t` ADD KEY `last` (`a`)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TABLE `t` (\n  `a` int,\n  KEY `k` (`a`)\n) ENGINE=MyISAM",
        "CREATE TABLE `t` (\n  `a` int,\n  KEY `k` (`a`)\n) ENGINE=InnoDB WITH SYSTEM VERSIONING",
        "CREATE TABLE `t` (\n  `a` int,\n  PRIMARY KEY (`a`)\n) ENGINE=InnoDB",
        "CREATE TEMPORARY TABLE `t` (\n  `a` int,\n  KEY `k` (`a`)\n) ENGINE=InnoDB",
        "INSERT INTO `t` VALUES (1, 'KEY'), (2)",
        "DROP TABLE `t`"
      })
  void leavesTheRestAsItIs(String statement) {
    assertThat(IndexSplit.of(statement)).isEmpty();
  }

  private static IndexSplit table(String... items) {
    return split(
        "CREATE TABLE `t` (\n  " + String.join(",\n  ", List.of(items)) + "\n) ENGINE=InnoDB");
  }

  private static IndexSplit split(String statement) {
    return IndexSplit.of(statement).orElseThrow();
  }
}
