Views that cannot be read any more.

%%
USE nasty_code
%%
CREATE TABLE soon_gone (id INT, word VARCHAR(9))
%%
CREATE FUNCTION soon_gone() RETURNS INT DETERMINISTIC RETURN 1
%%
CREATE VIEW broken_table AS SELECT * FROM soon_gone
%%
CREATE VIEW a_broken_over_broken AS SELECT id FROM broken_table
%%
CREATE VIEW nasty.`broken across` AS SELECT word FROM nasty_code.soon_gone
%%
CREATE VIEW broken_function AS SELECT soon_gone() AS one
%%
CREATE TABLE soon_less (id INT, word VARCHAR(9))
%%
CREATE VIEW `broken ``column``` AS SELECT word FROM soon_less
%%
ALTER TABLE soon_less DROP COLUMN word
%%
DROP TABLE soon_gone
%%
DROP FUNCTION soon_gone
