package io.dumpwarden.rows;

/** How a value comes from the server. */
enum WireForm {
  /** As bytes, with their number in front: all values of plain statements, and most of others. */
  BYTES,
  INT_8,
  UNSIGNED_8,
  INT_16,
  UNSIGNED_16,
  INT_32,
  UNSIGNED_32,
  INT_64,
  UNSIGNED_64,
  YEAR,
  FLOAT,
  DOUBLE,
  /** Without a time of the day. */
  DATE,
  /** With a time of the day. */
  DATE_TIME,
  /** Of a day or more, perhaps negative. */
  TIME
}
