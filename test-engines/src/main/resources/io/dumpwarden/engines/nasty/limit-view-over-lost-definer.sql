A view over one whose account is gone by now.

%%
CREATE USER limit_definer
%%
GRANT ALL ON *.* TO limit_definer
%%
CREATE DATABASE limit_view_over_lost_definer
%%
USE limit_view_over_lost_definer
%%
CREATE DEFINER = limit_definer VIEW lower_one AS SELECT 1 AS one
%%
CREATE VIEW upper_one AS SELECT one FROM lower_one
%%
DROP USER limit_definer
