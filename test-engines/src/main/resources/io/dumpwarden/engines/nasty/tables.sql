Keys, partitions, engines, constraints.

%%
USE nasty_tables
%%
CREATE TABLE no_key (a INT, b VARCHAR(9) DEFAULT 'x', c BLOB)
%%
INSERT INTO no_key VALUES (1, 'twice', x'00'), (1, 'twice', x'00'), (NULL, NULL, NULL), (NULL, NULL, NULL), (2, '', '')
%%
CREATE TABLE no_rows (id INT AUTO_INCREMENT PRIMARY KEY, word VARCHAR(9) NOT NULL COMMENT 'none ''yet''') COMMENT = 'empty; "really"'
%%
CREATE TABLE no_rows_left (id INT AUTO_INCREMENT PRIMARY KEY) AUTO_INCREMENT = 1234
%%
CREATE TABLE by_range (id INT NOT NULL, at DATE NOT NULL, PRIMARY KEY (id, at)) PARTITION BY RANGE (YEAR(at)) (
  PARTITION `p 1` VALUES LESS THAN (2000) COMMENT = 'it''s "old"; --', PARTITION p2 VALUES LESS THAN (2020), PARTITION `max` VALUES LESS THAN MAXVALUE)
%%
INSERT INTO by_range VALUES (1, '1999-12-31'), (2, '2019-12-31'), (3, '2020-01-01')
%%
CREATE TABLE by_columns (name VARCHAR(20) CHARACTER SET latin1, n INT) PARTITION BY RANGE COLUMNS (name, n) (
  PARTITION p1 VALUES LESS THAN ('it''s', 10), PARTITION p2 VALUES LESS THAN ('x', MAXVALUE), PARTITION p3 VALUES LESS THAN (MAXVALUE, MAXVALUE))
%%
INSERT INTO by_columns VALUES ('a', 1), ('it''s', 11), ('z', NULL)
%%
CREATE TABLE by_list (n INT, word VARCHAR(9)) PARTITION BY LIST (n) (PARTITION odd VALUES IN (1, 3, NULL), PARTITION even VALUES IN (0, 2))
%%
INSERT INTO by_list VALUES (1, 'one'), (NULL, 'none'), (2, 'two')
%%
CREATE TABLE by_list_columns (word VARCHAR(9) CHARACTER SET latin1) PARTITION BY LIST COLUMNS (word) (PARTITION p1 VALUES IN ('a', 'it''s'), PARTITION p2 VALUES IN ('b', NULL))
%%
INSERT INTO by_list_columns VALUES ('it''s'), ('b'), (NULL)
%%
CREATE TABLE by_hash (id INT PRIMARY KEY, word TEXT) PARTITION BY LINEAR HASH (id) PARTITIONS 4
%%
INSERT INTO by_hash VALUES (1, 'a'), (2, 'b'), (3, 'c'), (4, 'd')
%%
CREATE TABLE by_key (id BIGINT AUTO_INCREMENT PRIMARY KEY) PARTITION BY KEY () PARTITIONS 3
%%
INSERT INTO by_key VALUES (1), (2), (77)
%%
CREATE TABLE sub_parts (id INT, at DATE) PARTITION BY RANGE (TO_DAYS(at)) SUBPARTITION BY HASH (id) (
  PARTITION p0 VALUES LESS THAN (730000) (SUBPARTITION s0, SUBPARTITION `s 1`), PARTITION p1 VALUES LESS THAN MAXVALUE (SUBPARTITION s2, SUBPARTITION s3))
%%
INSERT INTO sub_parts VALUES (1, '1990-01-01'), (2, '2020-01-01'), (3, NULL)
%%
CREATE TABLE searched (id INT PRIMARY KEY, title VARCHAR(200) CHARACTER SET utf8mb4, body TEXT CHARACTER SET utf8mb4, place POINT NOT NULL, area GEOMETRY NOT NULL,
  FULLTEXT KEY `both` (title, body), FULLTEXT KEY body (body) COMMENT 'it''s an index', SPATIAL KEY place (place), SPATIAL KEY area (area), KEY start (title(10), body(20) DESC), UNIQUE KEY hashed (title) USING BTREE)
%%
INSERT INTO searched VALUES (1, '🐳 whale', 'a b c', ST_GeomFromText('POINT(1 2)'), ST_GeomFromText('POLYGON((0 0, 9 0, 9 9, 0 0))')), (2, '', '', ST_GeomFromText('POINT(0 0)'), ST_GeomFromText('POINT(0 0)'))
%% mysql
CREATE TABLE grams (id INT PRIMARY KEY, body TEXT CHARACTER SET utf8mb4, FULLTEXT KEY (body) WITH PARSER ngram)
%% mysql
INSERT INTO grams VALUES (1, '漢字かな')
%% mariadb
CREATE TABLE ignored_key (id INT PRIMARY KEY, n INT, KEY k (n DESC) IGNORED)
%%
CREATE TABLE checked (id INT PRIMARY KEY, low INT CHECK (low >= 0), high INT, word VARCHAR(20) CHECK (word <> 'it''s; --'), CONSTRAINT `in order` CHECK (low <= high OR high IS NULL))
%%
INSERT INTO checked VALUES (1, 1, 2, 'x'), (2, 0, NULL, NULL)
%% mysql 8.0.16
CREATE TABLE unchecked (id INT PRIMARY KEY, n INT, CONSTRAINT off CHECK (n > 0) NOT ENFORCED)
%% mysql 8.0.16
INSERT INTO unchecked VALUES (1, -1)
%%
CREATE TABLE a_self (id INT PRIMARY KEY, parent INT, CONSTRAINT `it's self` FOREIGN KEY (parent) REFERENCES a_self (id) ON DELETE CASCADE ON UPDATE SET NULL)
%%
INSERT INTO a_self VALUES (1, 3), (2, 1), (3, 2), (4, 4), (5, NULL)
%%
CREATE TABLE circle_a (id INT PRIMARY KEY, b INT, FOREIGN KEY (b) REFERENCES circle_b (id))
%%
CREATE TABLE circle_b (id INT PRIMARY KEY, c INT, FOREIGN KEY (c) REFERENCES circle_c (id) ON DELETE NO ACTION)
%%
CREATE TABLE circle_c (id INT PRIMARY KEY, a INT, FOREIGN KEY (a) REFERENCES circle_a (id) ON UPDATE CASCADE)
%%
INSERT INTO circle_a VALUES (1, 1)
%%
INSERT INTO circle_b VALUES (1, 1)
%%
INSERT INTO circle_c VALUES (1, 1), (2, NULL)
%%
CREATE TABLE far_away (id INT PRIMARY KEY, other INT, CONSTRAINT far_one FOREIGN KEY (other) REFERENCES nasty_latin.`refers back` (id))
%%
CREATE TABLE nasty_latin.`refers back` (id INT PRIMARY KEY, other INT, word VARCHAR(99), CONSTRAINT far_two FOREIGN KEY (other) REFERENCES nasty_tables.far_away (id) ON DELETE CASCADE)
%%
INSERT INTO far_away VALUES (1, 1)
%%
INSERT INTO nasty_latin.`refers back` VALUES (1, 1, 'café'), (2, NULL, x'C328')
%%
CREATE TABLE nasty_binary.texts (id INT PRIMARY KEY, c CHAR(9), v VARCHAR(300), t TEXT, e ENUM('a', 'b'), j JSON)
%%
INSERT INTO nasty_binary.texts VALUES (1, 'é', x'00FF80C328', '🐳', 'a', '{}'), (2, '', '', '', 'b', NULL)
%%
CREATE TABLE my_isam (id INT AUTO_INCREMENT, grp INT NOT NULL, body TEXT, PRIMARY KEY (grp, id), FULLTEXT (body)) ENGINE = MyISAM CHECKSUM = 1 DELAY_KEY_WRITE = 1 PACK_KEYS = 1 MAX_ROWS = 1000 AVG_ROW_LENGTH = 77 COMMENT 'grouped'
%%
INSERT INTO my_isam (grp, body) VALUES (1, 'a'), (1, 'b'), (2, 'c')
%%
CREATE TABLE my_isam_more LIKE my_isam
%%
CREATE TABLE merged (id INT NOT NULL, grp INT NOT NULL, body TEXT, KEY (grp, id)) ENGINE = MERGE UNION = (merge_1, merge_2) INSERT_METHOD = LAST
%%
CREATE TABLE merge_1 (id INT NOT NULL, grp INT NOT NULL, body TEXT, KEY (grp, id)) ENGINE = MyISAM
%%
CREATE TABLE merge_2 LIKE merge_1
%%
INSERT INTO merged VALUES (1, 1, 'last')
%%
CREATE TABLE in_memory (id INT PRIMARY KEY, word VARCHAR(99), KEY hashed (word) USING HASH, KEY sorted (word) USING BTREE) ENGINE = MEMORY
%%
INSERT INTO in_memory VALUES (1, 'gone after a restart'), (2, NULL)
%%
CREATE TABLE comma_separated (id INT NOT NULL, word VARCHAR(99) NOT NULL) ENGINE = CSV
%%
INSERT INTO comma_separated VALUES (1, 'a "quoted", word\nand \\ a line'), (2, '')
%%
CREATE TABLE compressed (id INT PRIMARY KEY, body TEXT) ROW_FORMAT = COMPRESSED KEY_BLOCK_SIZE = 4 STATS_PERSISTENT = 0 STATS_AUTO_RECALC = 1 STATS_SAMPLE_PAGES = 9
%%
INSERT INTO compressed VALUES (1, REPEAT('again ', 9999))
%%
CREATE TABLE redundant (id INT PRIMARY KEY, body VARCHAR(9)) ROW_FORMAT = REDUNDANT
%% mariadb
CREATE TABLE by_aria (id INT AUTO_INCREMENT PRIMARY KEY, word VARCHAR(99)) ENGINE = Aria TRANSACTIONAL = 0 PAGE_CHECKSUM = 1 AUTO_INCREMENT = 99
%% mariadb
INSERT INTO by_aria VALUES (5, 'x'), (NULL, 'y')
%% mysql
CREATE TABLE archived (id INT, word VARCHAR(99)) ENGINE = ARCHIVE
%% mysql
INSERT INTO archived VALUES (1, 'it''s'), (1, 'it''s')
%%
CREATE TABLE `new
line; -- "x"` (`a
b` INT COMMENT 'one
two', KEY `k
k` (`a
b`)) COMMENT 'one
two'
%%
INSERT INTO `new
line; -- "x"` VALUES (1)
%%
CREATE TABLE `--where=1=0` (`select` INT, `it's` INT, `"` INT, ```` INT, `\` INT, `a.b` INT, `%s` INT, ` a` INT, `1` INT, `-- x` INT, `漢` INT, `*/` INT, PRIMARY KEY (`select`, ````), UNIQUE KEY `*/` (`*/`))
%%
INSERT INTO `--where=1=0` VALUES (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)
%%
CREATE TABLE `-e` (`-e` INT)
%%
CREATE TABLE `Case` (a INT)
%%
CREATE TABLE `case` (b INT)
%%
CREATE TABLE `CASE` (c INT)
