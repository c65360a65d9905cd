An event in a database with a quote in its name.

%%
CREATE DATABASE `limit_event_in_quoted_database's`
%%
CREATE EVENT `limit_event_in_quoted_database's`.e ON SCHEDULE EVERY 1 DAY STARTS '2037-01-01 00:00:00' DISABLE DO SET @x = 1
