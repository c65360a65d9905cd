A FLOAT of more digits than servers show.

%%
CREATE DATABASE limit_float_digits
%%
CREATE TABLE limit_float_digits.t (f FLOAT)
%%
INSERT INTO limit_float_digits.t VALUES (16777215), (0.123456789)
