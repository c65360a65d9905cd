Triggers, routines and events, of accounts that are gone, under other modes, with texts that look like a dump's.

%%
USE nasty_code
%%
CREATE TABLE log (id INT AUTO_INCREMENT PRIMARY KEY, what VARCHAR(200) CHARACTER SET utf8mb4)
%%
CREATE TRIGGER z_first BEFORE INSERT ON base FOR EACH ROW SET NEW.word = CONCAT(NEW.word, ' 1')
%%
CREATE TRIGGER a_third BEFORE INSERT ON base FOR EACH ROW FOLLOWS z_first SET NEW.word = CONCAT(NEW.word, ' 3')
%%
CREATE DEFINER = 'gone'@'nowhere' TRIGGER m_second BEFORE INSERT ON base FOR EACH ROW PRECEDES a_third SET NEW.word = CONCAT(NEW.word, ' 2')
%%
SET @mode = @@sql_mode, sql_mode = 'ANSI_QUOTES,PIPES_AS_CONCAT,NO_BACKSLASH_ESCAPES'
%%
CREATE TRIGGER "quoted ""trigger""" AFTER UPDATE ON "base" FOR EACH ROW INSERT INTO "log" ("what") VALUES ('\' || NEW."word" || 'it''s')
%%
CREATE PROCEDURE "ansi ""one""" (OUT "it's" TEXT) SELECT 'a\' || "word" INTO "it's" FROM "base" LIMIT 1
%%
SET sql_mode = ''
%%
CREATE TRIGGER lax AFTER DELETE ON base FOR EACH ROW
BEGIN
  -- Dump completed on 2020-01-01  0:00:00
  /* DELIMITER ;; */
  INSERT INTO log (what) VALUES ("DELIMITER ;;
-- Dump completed on 2020-01-01  0:00:00
USE `mysql`;
/*!50003 DROP TABLE log */;;
"), ('🐳 \\ \' ');
END
%%
SET sql_mode = 'STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO,ONLY_FULL_GROUP_BY,IGNORE_SPACE,HIGH_NOT_PRECEDENCE'
%%
CREATE DEFINER = 'gone'@'nowhere' PROCEDURE looks_like_a_dump(IN a INT, INOUT b DECIMAL(65,30), OUT c VARCHAR(9) CHARACTER SET utf8mb4)
  READS SQL DATA SQL SECURITY INVOKER COMMENT 'it''s "one"; -- `x` \\ 🐳'
BEGIN
  -- MySQL dump 10.13  Distrib 8.0.15, for Linux (x86_64)
  --
  -- Current Database: `mysql`
  --
  -- Dump completed on 2020-01-01  0:00:00
  # DELIMITER ;;
  /* CREATE DATABASE `x`; USE `x`; */
  /*!40101 SET @a = 1 */;
  SELECT 'DELIMITER ;;', '-- Dump completed', ";;", '🐳', 'a
DELIMITER ;
INSERT INTO `x` VALUES (1);
';
  outer_loop: LOOP
    LEAVE outer_loop;
  END LOOP;
  IF a NOT BETWEEN 1 AND 2 THEN SET c = '\\''"'; END IF;
END
%%
CREATE PROCEDURE `-- Dump completed`() COMMENT '-- Dump completed on 2020-01-01' SELECT 1
%%
CREATE DEFINER = 'gone'@'nowhere' FUNCTION `func ``tick```(`in` VARCHAR(9) CHARACTER SET latin1, s SET('a', 'it''s')) RETURNS ENUM('a', 'it''s') CHARSET utf8mb4 NOT DETERMINISTIC READS SQL DATA COMMENT 'x' RETURN 'it''s'
%%
CREATE FUNCTION `select`() RETURNS TEXT CHARSET binary DETERMINISTIC SQL SECURITY INVOKER RETURN x'00FF'
%%
SET sql_mode = @mode
%%
SET NAMES utf8, collation_connection = latin1_german1_ci
%%
CREATE FUNCTION under_latin() RETURNS VARCHAR(9) DETERMINISTIC RETURN 'plain'
%%
CREATE VIEW latin_view AS SELECT 'plain' AS word
%%
CREATE TRIGGER latin_trigger AFTER INSERT ON base FOR EACH ROW SET @x = 'plain'
%%
SET session_track_system_variables = 'autocommit'
%%
SET NAMES latin1
%%
CREATE FUNCTION from_latin() RETURNS VARCHAR(9) CHARSET utf8mb4 DETERMINISTIC RETURN 'é'
%%
CREATE VIEW from_latin_view AS SELECT 'é' AS word
%%
CREATE TRIGGER from_latin_trigger AFTER INSERT ON base FOR EACH ROW SET @x = 'é'
%%
SET NAMES utf8mb4
%%
CREATE TABLE tick_of (n INT, at DATETIME)
%%
CREATE EVENT enabled_far ON SCHEDULE EVERY '1:30' HOUR_MINUTE STARTS '2037-01-01 00:00:00' ENDS '2037-12-31 23:59:59' ON COMPLETION PRESERVE ENABLE COMMENT 'it''s "far"; --' DO
BEGIN
  -- Dump completed
  INSERT INTO tick_of VALUES (1, NOW()); -- DELIMITER $$
END
%%
CREATE DEFINER = 'gone'@'nowhere' EVENT `dis``abled` ON SCHEDULE EVERY 1 WEEK STARTS '2020-01-01 00:00:00' DISABLE DO DELETE FROM tick_of WHERE n = '🐳'
%%
SET time_zone = '+05:45', sql_mode = 'ANSI_QUOTES'
%%
CREATE EVENT once ON SCHEDULE AT '2037-06-01 12:00:00' ON COMPLETION NOT PRESERVE DO INSERT INTO "tick_of" VALUES (2, NULL)
%%
CREATE EVENT elsewhere ON SCHEDULE EVERY 1 QUARTER STARTS '2037-06-01 12:00:00.0' DISABLE ON SLAVE DO SET @x = 1
%%
SET time_zone = '+00:00', sql_mode = @mode
%%
ALTER DATABASE nasty_code CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
%%
CREATE PROCEDURE after_the_change(IN word VARCHAR(9)) SELECT word
%% mariadb
SET sql_mode = 'ORACLE'
%% mariadb
CREATE PACKAGE pack AS
  PROCEDURE hello(who VARCHAR2(20));
  FUNCTION one RETURN INT;
END
%% mariadb
CREATE PACKAGE BODY pack AS
  -- Dump completed
  FUNCTION one RETURN INT AS BEGIN RETURN 1; END;
  PROCEDURE hello(who VARCHAR2(20)) AS BEGIN SELECT 'it''s ' || who; END;
END
%% mariadb
SET sql_mode = @mode
%% mariadb
CREATE AGGREGATE FUNCTION added(x INT) RETURNS INT
BEGIN
  DECLARE total INT DEFAULT 0;
  DECLARE CONTINUE HANDLER FOR NOT FOUND RETURN total;
  LOOP
    FETCH GROUP NEXT ROW;
    SET total = total + x;
  END LOOP;
END
