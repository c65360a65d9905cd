A character beyond the basic plane among the values of an ENUM.

%%
CREATE DATABASE limit_four_byte_choice CHARACTER SET utf8mb4
%%
CREATE TABLE limit_four_byte_choice.t (e ENUM('a', '🐳'))
%%
INSERT INTO limit_four_byte_choice.t VALUES ('a'), (2)
