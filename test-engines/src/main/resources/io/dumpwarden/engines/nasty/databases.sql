Databases whose defaults differ from the server's. The odd names are made by code: OddNames.
A line of %% begins a statement. What follows on that line says where it runs: nothing for everywhere, or flavors and, perhaps, the first version of each.

%%
SET NAMES utf8mb4
%%
SET time_zone = '+00:00', foreign_key_checks = 0
%% mariadb
SET sql_mode = 'NO_ENGINE_SUBSTITUTION'
%% mysql
SET sql_mode = 'NO_ENGINE_SUBSTITUTION,ALLOW_INVALID_DATES'
%% mysql
CREATE DATABASE nasty CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci
%% mysql 8.0
ALTER DATABASE nasty COLLATE utf8mb4_0900_ai_ci
%% mariadb
CREATE DATABASE nasty CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci COMMENT 'it''s "the" `nasty` one; -- really'
%% mariadb 10.10
ALTER DATABASE nasty COLLATE utf8mb4_uca1400_ai_ci
%%
CREATE DATABASE nasty_latin CHARACTER SET latin1 COLLATE latin1_german1_ci
%%
CREATE DATABASE nasty_binary CHARACTER SET binary
%%
CREATE DATABASE nasty_tables CHARACTER SET utf8 COLLATE utf8_bin
%%
CREATE DATABASE nasty_code CHARACTER SET latin1
%%
CREATE DATABASE nasty_empty CHARACTER SET utf16 COLLATE utf16_bin
%%
USE nasty
