A foreign key on a column with a backtick in its name.

%%
CREATE DATABASE limit_foreign_key_with_backtick
%%
USE limit_foreign_key_with_backtick
%%
CREATE TABLE t (i INT PRIMARY KEY, `a``b` INT, FOREIGN KEY (`a``b`) REFERENCES t (i))
