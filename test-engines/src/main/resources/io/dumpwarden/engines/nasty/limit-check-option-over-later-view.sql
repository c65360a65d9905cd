A view with check option, over one that comes later in the alphabet.

%%
CREATE DATABASE limit_check_option_over_later_view
%%
USE limit_check_option_over_later_view
%%
CREATE TABLE t (i INT)
%%
CREATE VIEW z_base AS SELECT i FROM t
%%
CREATE VIEW a_checked AS SELECT i FROM z_base WHERE i > 0 WITH CASCADED CHECK OPTION
