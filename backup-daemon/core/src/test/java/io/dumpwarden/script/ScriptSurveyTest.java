package io.dumpwarden.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.script.ScriptTraits.Feature;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ScriptSurveyTest {

  @Test
  void tellsWhatADumpOfMariaDbHolds() {
    ScriptTraits traits =
        traits(
            """
            /*M!999999\\- enable the sandbox mode */\s
            -- MariaDB dump 10.19-11.4.5-MariaDB, for linux-systemd (x86_64)
            --
            -- Host: 127.0.0.1    Database: shop
            -- ------------------------------------------------------
            -- Server version	11.4.5-MariaDB-log

            CREATE DATABASE `shop` /*!40100 DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci */;
            USE `shop`;
            CREATE SEQUENCE `s` start with 1;
            CREATE TABLE `t` (
              `a` uuid DEFAULT uuid() COMMENT 'COLLATE=fake_ci; DEFINER=`x`@`y`',
              `b` text CHARACTER SET latin1 COLLATE latin1_bin INVISIBLE
            ) ENGINE=Aria WITH SYSTEM VERSIONING;
            INSERT INTO `t` VALUES ('COLLATE utf8mb4_0900_ai_ci');
            DELIMITER ;;
            CREATE DEFINER="it's"@"%" PROCEDURE `p`() SELECT 'DEFINER=`x`@`y`' ;;
            DELIMITER ;
            -- Dump completed on 2026-11-21
            """);
    assertThat(traits.tool()).isEqualTo("MariaDB dump 10.19-11.4.5-MariaDB");
    assertThat(traits.serverVersion()).isEqualTo("11.4.5-MariaDB-log");
    assertThat(traits.databases()).containsExactly("shop");
    assertThat(traits.unnamed()).isFalse();
    assertThat(traits.collations())
        .containsExactlyInAnyOrder("utf8mb4_uca1400_ai_ci", "latin1_bin");
    assertThat(traits.definers()).containsExactly("`it's`@`%`");
    assertThat(traits.sandboxLine()).isTrue();
    assertThat(traits.gtidPurged()).isFalse();
    assertThat(traits.features())
        .containsExactlyInAnyOrder(
            Feature.SEQUENCES,
            Feature.MARIADB_TYPES,
            Feature.INVISIBLE,
            Feature.MARIADB_ENGINES,
            Feature.SYSTEM_VERSIONING);
    assertThat(traits.complete()).isTrue();
  }

  @Test
  void tellsWhatADumpOfMySqlHolds() {
    ScriptTraits traits =
        traits(
            """
            -- MySQL dump 10.13  Distrib 9.7.4, for Linux (x86_64)
            -- Server version	9.7.4
            SET @@SESSION.SQL_LOG_BIN= 0;
            SET @@GLOBAL.GTID_PURGED=/*!80000 '+'*/ 'a:1';
            /*!40000 DROP DATABASE IF EXISTS `shop`*/;
            CREATE TABLE `t` (
              `a` int,
              KEY `k` ((`a` + 1))
            ) COLLATE=utf8mb4_0900_ai_ci;
            """);
    assertThat(traits.tool()).isEqualTo("MySQL dump 10.13  Distrib 9.7.4");
    assertThat(traits.unnamed()).isTrue();
    assertThat(traits.gtidPurged()).isTrue();
    assertThat(traits.logBinOff()).isTrue();
    assertThat(traits.dropsDatabases()).isTrue();
    assertThat(traits.sandboxLine()).isFalse();
    assertThat(traits.collations()).containsExactly("utf8mb4_0900_ai_ci");
    assertThat(traits.features()).containsExactly(Feature.FUNCTIONAL_INDEXES);
    assertThat(traits.complete()).isFalse();
  }

  @Test
  void aDumpThatOnlyMentionsItsPositionSetsNone() {
    ScriptTraits traits =
        traits("/* SET @@GLOBAL.GTID_PURGED='+a:1';*/\n-- Dump completed on 2026\nSELECT 1;\n");

    assertThat(traits.gtidPurged()).isFalse();
    assertThat(traits.complete()).as("something follows").isFalse();
  }

  private static ScriptTraits traits(String sql) {
    byte[] bytes = sql.getBytes(StandardCharsets.UTF_8);
    ScriptSurvey survey = new ScriptSurvey();
    ScriptSurvey bytewise = new ScriptSurvey();
    survey.see(bytes, 0, bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      bytewise.see(bytes, i, 1);
    }
    assertThat(bytewise.traits()).isEqualTo(survey.traits());
    return survey.traits();
  }
}
