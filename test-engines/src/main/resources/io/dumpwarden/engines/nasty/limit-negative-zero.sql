A DOUBLE of less than nothing.

%%
CREATE DATABASE limit_negative_zero
%%
CREATE TABLE limit_negative_zero.t (d DOUBLE)
%%
INSERT INTO limit_negative_zero.t VALUES (-0e0)
