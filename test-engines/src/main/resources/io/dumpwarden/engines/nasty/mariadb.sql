What MariaDB alone has: sequences, system-versioned tables with history, periods.

%% mariadb
CREATE DATABASE nasty_versions CHARACTER SET utf8mb4
%% mariadb
USE nasty_versions
%% mariadb
CREATE SEQUENCE plain
%% mariadb
CREATE SEQUENCE advanced START WITH 100 MINVALUE 10 MAXVALUE 10000 INCREMENT BY 7 CACHE 5 CYCLE COMMENT 'it''s "one"'
%% mariadb
SELECT NEXTVAL(advanced), NEXTVAL(advanced), NEXTVAL(advanced)
%% mariadb
CREATE SEQUENCE `down ``it's` START WITH -1 INCREMENT BY -3 MINVALUE -1000 MAXVALUE -1 NOCACHE
%% mariadb
SELECT NEXTVAL(`down ``it's`), NEXTVAL(`down ``it's`)
%% mariadb
CREATE SEQUENCE z_numbers START WITH 5
%% mariadb
SET timestamp = 1000000000.123456
%% mariadb
CREATE TABLE versioned (id INT PRIMARY KEY, word VARCHAR(99), passing INT WITHOUT SYSTEM VERSIONING) WITH SYSTEM VERSIONING COMMENT 'with a past'
%% mariadb
INSERT INTO versioned VALUES (1, 'one 🐳', 1), (2, 'two', 2), (3, 'three', 3)
%% mariadb
SET timestamp = 1100000000.654321
%% mariadb
UPDATE versioned SET word = CONCAT(word, '!') WHERE id < 3
%% mariadb
CREATE TABLE explicit (id INT PRIMARY KEY, word VARCHAR(99), since TIMESTAMP(6) GENERATED ALWAYS AS ROW START INVISIBLE, till TIMESTAMP(6) GENERATED ALWAYS AS ROW END, PERIOD FOR SYSTEM_TIME (since, till)) WITH SYSTEM VERSIONING
%% mariadb
INSERT INTO explicit (id, word) VALUES (1, 'a'), (2, 'b')
%% mariadb
CREATE TABLE split (id INT) WITH SYSTEM VERSIONING PARTITION BY SYSTEM_TIME (PARTITION past HISTORY, PARTITION `now` CURRENT)
%% mariadb
INSERT INTO split VALUES (1), (2)
%% mariadb
SET timestamp = 1200000000
%% mariadb
DELETE FROM versioned WHERE id = 2
%% mariadb
UPDATE explicit SET word = 'c' WHERE id = 1
%% mariadb
DELETE FROM split WHERE id = 1
%% mariadb
SET timestamp = DEFAULT
%% mariadb
CREATE TABLE valid (id INT, since DATE, till DATE, PERIOD FOR validity (since, till), UNIQUE (id, validity WITHOUT OVERLAPS))
%% mariadb
INSERT INTO valid VALUES (1, '2020-01-01', '2021-01-01'), (1, '2021-01-01', '2022-01-01')
