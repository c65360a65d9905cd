A view in a database with a backslash in its name.

%%
CREATE DATABASE `limit_view_in_database\with_backslash`
%%
CREATE VIEW `limit_view_in_database\with_backslash`.v AS SELECT 1 AS one
