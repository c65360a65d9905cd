package io.dumpwarden.swap;

import java.util.ArrayList;
import java.util.List;

/** What the {@link Mall} is made of. */
final class MallSql {

  static final List<String> OLD_DATABASES =
      List.of(
          "CREATE DATABASE shop CHARACTER SET latin1 COLLATE latin1_swedish_ci",
          "CREATE DATABASE ware CHARACTER SET utf8mb4 COLLATE utf8mb4_bin");

  static final List<String> NEW_DATABASES =
      List.of(
          "CREATE DATABASE shop CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci",
          "CREATE DATABASE ware CHARACTER SET latin1 COLLATE latin1_german1_ci");

  static final String OLD_DEFINITIONS =
      """
      SET NAMES utf8mb4;
      USE `shop`;
      CREATE FUNCTION twice(n INT) RETURNS INT DETERMINISTIC RETURN n * 2;
      CREATE PROCEDURE twice() SELECT 'é', "old";
      CREATE VIEW z_base AS SELECT id, twice(id) AS d, 'é`🐳' AS e FROM item;
      CREATE VIEW a_over AS SELECT z.id, s.n FROM z_base z JOIN `ware`.`stock` s ON s.item = z.id;
      CREATE VIEW checked AS SELECT id, name FROM item WHERE id > 0 WITH CASCADED CHECK OPTION;
      CREATE VIEW b_checked AS SELECT id FROM checked WHERE id > 1 WITH LOCAL CHECK OPTION;
      CREATE VIEW turncoat AS SELECT 1 AS was_a_view;
      CREATE TRIGGER z_first BEFORE INSERT ON item FOR EACH ROW SET NEW.name = CONCAT(NEW.name, 1);
      CREATE TRIGGER a_third BEFORE INSERT ON item FOR EACH ROW SET NEW.name = CONCAT(NEW.name, 3);
      CREATE TRIGGER m_second BEFORE INSERT ON item FOR EACH ROW PRECEDES a_third
        SET NEW.name = CONCAT(NEW.name, 2);
      SET sql_mode = 'ANSI_QUOTES,NO_BACKSLASH_ESCAPES';
      CREATE FUNCTION slashed() RETURNS VARCHAR(9) DETERMINISTIC RETURN 'C:\\';
      SET sql_mode = '', character_set_client = latin1, collation_connection = latin1_german1_ci;
      CREATE VIEW latin AS SELECT 'é' AS e;
      CREATE PROCEDURE latin() SELECT 'é';
      CREATE TRIGGER latin AFTER DELETE ON item FOR EACH ROW SET @x = 'é;';
      SET NAMES utf8mb4;
      DELIMITER ;;
      CREATE PROCEDURE odd()
      BEGIN
        -- don't; USE `mysql`
        SELECT ';;', 'DELIMITER //';
      END ;;
      DELIMITER ;
      SET time_zone = '+05:45';
      CREATE EVENT far ON SCHEDULE EVERY 1 DAY STARTS '2037-01-01 12:00:00' DO SELECT 'é;';
      SET time_zone = 'SYSTEM';
      USE `ware`;
      CREATE TRIGGER stocked AFTER INSERT ON stock FOR EACH ROW SET @stocked = 'old';
      ALTER DATABASE ware COLLATE utf8mb4_general_ci;
      CREATE PROCEDURE of_other_collation(IN word VARCHAR(9)) SELECT word;
      ALTER DATABASE ware COLLATE utf8mb4_bin;
      """;

  static final String NEW_DEFINITIONS =
      """
      SET NAMES utf8mb4;
      USE `shop`;
      CREATE PROCEDURE twice() SELECT 'new';
      CREATE FUNCTION thrice(n INT) RETURNS INT DETERMINISTIC RETURN n * 3;
      CREATE VIEW z_base AS SELECT id, thrice(id) AS t FROM item;
      CREATE VIEW a_new AS SELECT z.id, s.place FROM z_base z JOIN `ware`.`stock` s ON s.item = z.id;
      CREATE VIEW becomes_view AS SELECT 1 AS was_a_table;
      CREATE TRIGGER z_first BEFORE INSERT ON item FOR EACH ROW SET NEW.name = 'new';
      USE `ware`;
      CREATE TRIGGER stocked AFTER INSERT ON stock FOR EACH ROW SET @stocked = 'new';
      """;

  static final String NEW_EVENTS =
      """
      USE `shop`;
      CREATE EVENT far ON SCHEDULE EVERY 2 DAY STARTS '2038-01-01 12:00:00' DO SELECT 'new';
      """;

  private MallSql() {}

  static List<String> oldTables(String shop, String ware) {
    return List.of(
        "USE " + shop,
        "CREATE TABLE item (id INT PRIMARY KEY AUTO_INCREMENT, name VARCHAR(50), FULLTEXT(name)) AUTO_INCREMENT = 77",
        "INSERT INTO item (name) VALUES ('old one'), ('old two')",
        "CREATE TABLE part (id INT PRIMARY KEY, item INT, FOREIGN KEY (item) REFERENCES item (id))",
        "INSERT INTO part VALUES (1, 77)",
        "CREATE TABLE gone_tomorrow (id INT PRIMARY KEY) ENGINE = MyISAM",
        "INSERT INTO gone_tomorrow VALUES (4)",
        "CREATE TABLE becomes_view (id INT PRIMARY KEY, CONSTRAINT positive CHECK (id > 0))",
        "CREATE TABLE `odd ``{?}` (id INT PRIMARY KEY)",
        "USE " + ware,
        "CREATE TABLE stock (item INT PRIMARY KEY, n INT, CONSTRAINT of_item FOREIGN KEY (item) REFERENCES %s.item (id) ON DELETE CASCADE)"
            .formatted(shop),
        "INSERT INTO stock VALUES (77, 5)");
  }

  static List<String> newTables(String shop, String ware, boolean mariaDb) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "SET foreign_key_checks = 0",
                "USE " + shop,
                "CREATE TABLE item (id BIGINT PRIMARY KEY AUTO_INCREMENT, name VARCHAR(60), length INT AS (CHAR_LENGTH(name)) STORED) AUTO_INCREMENT = 5",
                "INSERT INTO item (name) VALUES ('new one'), ('new two'), ('new three')",
                "CREATE TABLE part (id INT PRIMARY KEY, item BIGINT, place INT, FOREIGN KEY (item) REFERENCES item (id))",
                "INSERT INTO part VALUES (2, 6, 1)",
                "CREATE TABLE dangling (id INT PRIMARY KEY, CONSTRAINT to_nothing FOREIGN KEY (id) REFERENCES gone_tomorrow (id))",
                "CREATE TABLE turncoat (id INT, CONSTRAINT positive CHECK (id > 1)) PARTITION BY HASH (id) PARTITIONS 2",
                "INSERT INTO turncoat VALUES (2), (3)",
                "CREATE TABLE words (id INT PRIMARY KEY, word TEXT, FULLTEXT (word)) ENGINE = MyISAM",
                "INSERT INTO words VALUES (1, 'new')",
                "CREATE TABLE `odd ``{?}` (id INT PRIMARY KEY, n INT)",
                "USE " + ware,
                "CREATE TABLE stock (item BIGINT PRIMARY KEY, place INT, CONSTRAINT of_item FOREIGN KEY (item) REFERENCES %s.item (id) ON DELETE SET NULL)"
                    .formatted(shop)
                    .replace("SET NULL", "CASCADE"),
                "INSERT INTO stock VALUES (6, 1)"));
    if (mariaDb) {
      all.add("CREATE SEQUENCE numbers START WITH 10");
      all.add("SELECT NEXTVAL(numbers)");
      all.add(
          "CREATE TABLE versioned (id INT PRIMARY KEY DEFAULT NEXTVAL(%s.numbers), w INT) WITH SYSTEM VERSIONING"
              .formatted(ware));
      all.add("SET timestamp = 1000000000.5");
      all.add("INSERT INTO versioned VALUES (1, 1)");
      all.add("SET timestamp = 1100000000.5");
      all.add("UPDATE versioned SET w = 2");
      all.add("SET timestamp = DEFAULT");
    }
    return all;
  }
}
