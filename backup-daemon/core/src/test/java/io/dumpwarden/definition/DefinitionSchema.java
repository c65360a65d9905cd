package io.dumpwarden.definition;

/** A client's script that fills {@code definition_source} with what is hard to bring back. */
final class DefinitionSchema {

  private static final String BEGIN =
      """
      DROP DATABASE IF EXISTS definition_source;
      DROP DATABASE IF EXISTS definition_copy;
      CREATE DATABASE definition_source CHARACTER SET latin1 COLLATE latin1_german1_ci;
      USE definition_source;
      CREATE TABLE parent (id INT PRIMARY KEY, word VARCHAR(20) CHARACTER SET utf8mb4 COMMENT 'it''s "AUTO_INCREMENT=7"');
      CREATE TABLE a_child (id INT AUTO_INCREMENT PRIMARY KEY, parent INT, twice INT GENERATED ALWAYS AS (parent * 2) VIRTUAL,
        CONSTRAINT `to ``it` FOREIGN KEY (parent) REFERENCES parent (id) ON DELETE CASCADE) AUTO_INCREMENT = 77;
      CREATE TABLE `line
      break; -- "x"` (id INT, at DATE, word TEXT CHARACTER SET utf8mb4) PARTITION BY RANGE (id) (PARTITION p1 VALUES LESS THAN (9), PARTITION p2 VALUES LESS THAN MAXVALUE);
      CREATE USER IF NOT EXISTS definition_gone;
      GRANT ALL ON *.* TO definition_gone;
      CREATE FUNCTION doubled(n INT) RETURNS INT DETERMINISTIC RETURN n * 2;
      CREATE VIEW z_base AS SELECT id, word, 'a from `a_checked`' AS text FROM parent;
      CREATE VIEW a_checked AS SELECT id, word FROM z_base WHERE id > 0 WITH CASCADED CHECK OPTION;
      CREATE ALGORITHM = MERGE DEFINER = definition_gone VIEW lower_one AS SELECT id, doubled(id) AS d FROM parent;
      CREATE VIEW a_upper AS SELECT l.id, `a_checked`.word FROM lower_one l JOIN (a_checked JOIN z_base ON a_checked.id = z_base.id) ON l.id = z_base.id;
      DROP USER definition_gone;
      DELIMITER //
      CREATE TRIGGER z_first BEFORE INSERT ON parent FOR EACH ROW SET NEW.word = CONCAT(NEW.word, ' 1') //
      CREATE TRIGGER a_third BEFORE INSERT ON parent FOR EACH ROW SET NEW.word = CONCAT(NEW.word, ' 3') //
      CREATE DEFINER = 'gone'@'nowhere' TRIGGER m_second BEFORE INSERT ON parent FOR EACH ROW PRECEDES a_third SET NEW.word = ';;' -- behind
      //
      SET sql_mode = 'ANSI_QUOTES,NO_BACKSLASH_ESCAPES' //
      CREATE PROCEDURE "ansi ""one" () SELECT 'a\\' AS ";;", '$$' -- behind
      //
      CREATE TRIGGER "tick`" AFTER DELETE ON "parent" FOR EACH ROW SET @x = '\\' //
      SET sql_mode = '', time_zone = '+05:45' //
      CREATE EVENT once ON SCHEDULE EVERY 1 DAY STARTS '2037-06-01 12:00:00' DISABLE COMMENT 'it''s; --' DO
      BEGIN
        -- Dump completed on 2020-01-01  0:00:00
        SET @x = ';;';
      END //
      """;

  /** From clients that speak other encodings. */
  private static final String ENCODED =
      """
      SET NAMES latin1, sql_mode = '' //
      CREATE TABLE `t\u00e4ble` (a INT) //
      CREATE TRIGGER `tr\u00fcg` BEFORE INSERT ON `t\u00e4ble` FOR EACH ROW SET @x = '\u00e4\u00f6' //
      CREATE PROCEDURE `gr\u00fcn`(`p\u00e4` INT) COMMENT 'k\u00f6m it''s' SELECT 'b\u00f6dy' //
      CREATE FUNCTION `f\u00fcn`(x ENUM('\u00e4')) RETURNS VARCHAR(9) CHARSET latin1 DETERMINISTIC RETURN '\u00e9' //
      CREATE EVENT `\u00e9v` ON SCHEDULE EVERY 1 DAY STARTS '2037-06-01 12:00:00' DISABLE COMMENT '\u00e9' DO SET @x = '\u00e9' //
      CREATE VIEW `v\u00efew` AS SELECT 'b\u00f6dy' AS `sp\u00e4lte`, _utf8mb4 x'F09F90B3' AS whale //
      SET NAMES gbk //
      CREATE PROCEDURE in_gbk() COMMENT '\u00c4\u00e3' SELECT '\u00c4\u00e3' AS `\u00ba\u00c3` //
      SET NAMES utf8mb4, time_zone = '+00:00' //
      ALTER DATABASE definition_source CHARACTER SET utf8mb4 COLLATE utf8mb4_bin //
      CREATE PROCEDURE after_the_change(word VARCHAR(9)) SELECT word //
      """;

  private static final String OF_MARIADB =
      """
      CREATE SEQUENCE z_numbers MAXVALUE 3 //
      DO SETVAL(z_numbers, 3, TRUE) //
      CREATE SEQUENCE rounds MAXVALUE 3 CYCLE //
      SELECT NEXTVAL(rounds), NEXTVAL(rounds), NEXTVAL(rounds), NEXTVAL(rounds) //
      CREATE TABLE a_numbered (id INT DEFAULT (NEXTVAL(rounds)) PRIMARY KEY, n INT INVISIBLE, CHECK (n > 0)) WITH SYSTEM VERSIONING //
      CREATE AGGREGATE FUNCTION added(x INT) RETURNS INT
      BEGIN
        DECLARE total INT DEFAULT 0;
        DECLARE CONTINUE HANDLER FOR NOT FOUND RETURN total;
        LOOP
          FETCH GROUP NEXT ROW;
          SET total = total + x;
        END LOOP;
      END //
      SET sql_mode = 'ORACLE' //
      CREATE PACKAGE pack AS FUNCTION one RETURN INT; END //
      CREATE PACKAGE BODY pack AS FUNCTION one RETURN INT AS BEGIN RETURN 1; END; END //
      """;

  private DefinitionSchema() {}

  /** Each character is a byte. */
  static String script(boolean mariaDb) {
    return BEGIN + ENCODED + (mariaDb ? OF_MARIADB : "");
  }
}
