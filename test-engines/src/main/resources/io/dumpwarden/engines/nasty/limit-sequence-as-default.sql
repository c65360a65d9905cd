A column that takes its default from a sequence.

%% mariadb
CREATE DATABASE limit_sequence_as_default
%% mariadb
USE limit_sequence_as_default
%% mariadb
CREATE SEQUENCE s
%% mariadb
CREATE TABLE t (i INT DEFAULT NEXTVAL(s) PRIMARY KEY, word VARCHAR(9))
%% mariadb
INSERT INTO t (word) VALUES ('one'), ('two')
