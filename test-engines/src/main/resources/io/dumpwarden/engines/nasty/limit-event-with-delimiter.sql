An event with two semicolons side by side.

%%
CREATE DATABASE limit_event_with_delimiter
%%
CREATE EVENT limit_event_with_delimiter.e ON SCHEDULE EVERY 1 DAY STARTS '2037-01-01 00:00:00' DISABLE DO SET @x = ';;'
