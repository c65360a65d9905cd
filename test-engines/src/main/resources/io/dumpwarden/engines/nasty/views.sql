Views: the alphabet puts each before what it reads.

%%
USE nasty_code
%%
CREATE TABLE base (id INT PRIMARY KEY, word VARCHAR(99) CHARACTER SET utf8mb4, n INT)
%%
INSERT INTO base VALUES (1, 'it''s 🐳', 10), (2, NULL, 20)
%%
CREATE FUNCTION doubled(n INT) RETURNS INT DETERMINISTIC NO SQL RETURN n * 2
%%
CREATE VIEW z_view AS SELECT id, word, doubled(n) AS `it's "twice"`, 'a '' "b" \\ `c`;\n-- Dump completed' AS text FROM base
%%
CREATE ALGORITHM = MERGE SQL SECURITY INVOKER VIEW m_view AS SELECT * FROM z_view WHERE id > 0
%%
CREATE ALGORITHM = TEMPTABLE DEFINER = 'nasty o''definer'@'%' VIEW a_view AS SELECT m.id, z.word, COUNT(*) AS `count(*)` FROM m_view m JOIN z_view z ON m.id = z.id GROUP BY m.id, z.word
%%
CREATE VIEW checked_view (id, word, `select`) AS SELECT id, word, n FROM base WHERE n > 5 WITH CASCADED CHECK OPTION
%%
CREATE VIEW z_checked_view AS SELECT * FROM checked_view WHERE `select` > 6 WITH LOCAL CHECK OPTION
%%
CREATE VIEW unioned AS SELECT 1 AS `one`, _utf8mb4'é' COLLATE utf8mb4_bin AS e UNION ALL SELECT id, word FROM base
%% mariadb, mysql 8.0
CREATE VIEW ranked AS WITH c AS (SELECT id, n FROM base) SELECT id, RANK() OVER (ORDER BY n DESC) AS r FROM c
%%
CREATE VIEW `view ``of``
"views"; --` AS SELECT a.id AS ` id`, u.e FROM a_view a JOIN unioned u
%%
CREATE VIEW across AS SELECT c.id, i.b FROM nasty_tables.checked c LEFT JOIN nasty.integers i ON i.id = c.id
%%
CREATE VIEW nasty.across_back AS SELECT x.id, x.b FROM nasty_code.across x
%%
CREATE VIEW about AS SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE()
%%
CREATE DEFINER = 'nasty o''definer'@'%' SQL SECURITY DEFINER VIEW z_owned AS SELECT id FROM base
%%
CREATE DEFINER = 'nasty o''definer'@'%' SQL SECURITY INVOKER VIEW a_owned AS SELECT * FROM z_owned
%%
CREATE DEFINER = 'gone'@'nowhere' VIEW definer_gone AS SELECT id FROM base
