-- The tables of the mixed database, and pools of words and bytes that their rows are cut from. Nothing in it is
-- random: every value follows from the row's number, so that two fills of one size are equal.
CREATE TABLE narrow (
  a INT NOT NULL,
  b INT NOT NULL,
  PRIMARY KEY (a, b)
);

CREATE TABLE readings (
  id BIGINT UNSIGNED NOT NULL PRIMARY KEY,
  sensor INT UNSIGNED NOT NULL,
  taken_at DATETIME(3) NOT NULL,
  value DOUBLE NOT NULL,
  amount DECIMAL(14, 4) NULL,
  quality TINYINT NOT NULL,
  KEY reading_sensor (sensor, taken_at)
);

CREATE TABLE articles (
  id BIGINT UNSIGNED NOT NULL PRIMARY KEY,
  author INT UNSIGNED NOT NULL,
  title VARCHAR(120) NOT NULL,
  body MEDIUMTEXT NOT NULL,
  written_at DATETIME NOT NULL,
  KEY article_author (author),
  KEY article_title (title)
);

CREATE TABLE events (
  id BIGINT UNSIGNED NOT NULL PRIMARY KEY,
  happened_at TIMESTAMP(6) NOT NULL,
  payload JSON NOT NULL
);

CREATE TABLE files (
  id BIGINT UNSIGNED NOT NULL PRIMARY KEY,
  name VARCHAR(80) NOT NULL,
  content MEDIUMBLOB NOT NULL
);

CREATE TABLE named (
  code VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL PRIMARY KEY,
  digest BINARY(16) NOT NULL,
  note VARCHAR(60) CHARACTER SET latin1 NULL,
  UNIQUE KEY named_digest (digest)
);

CREATE TABLE wide (
  id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  n1 INT, n2 INT, n3 INT, n4 INT, n5 INT, n6 INT, n7 INT, n8 INT, n9 INT, n10 INT,
  b1 BIGINT, b2 BIGINT, b3 BIGINT, b4 BIGINT, b5 BIGINT,
  m1 DECIMAL(12, 2), m2 DECIMAL(12, 2), m3 DECIMAL(12, 2), m4 DECIMAL(12, 2), m5 DECIMAL(12, 2),
  d1 DOUBLE, d2 DOUBLE, d3 FLOAT, d4 FLOAT,
  s1 VARCHAR(30), s2 VARCHAR(30), s3 VARCHAR(30), s4 VARCHAR(30), s5 VARCHAR(30),
  s6 VARCHAR(30), s7 VARCHAR(30), s8 VARCHAR(30), s9 CHAR(12), s10 CHAR(12),
  t1 DATETIME, t2 DATE, t3 TIME(3), t4 TIMESTAMP NULL, t5 YEAR,
  e1 ENUM('new', 'paid', 'sent', 'returned'), e2 SET('a', 'b', 'c', 'd'),
  f1 BOOLEAN, f2 BOOLEAN, f3 BIT(9), u1 BINARY(8), u2 VARBINARY(20),
  KEY wide_n1 (n1), KEY wide_s1 (s1), KEY wide_t1 (t1, e1)
);

-- Random slices of a text compress like prose; a generator of given seeds makes the same ones every time.
-- The pool outgrows zstd's window, so that a paragraph used twice counts as new.
CREATE TABLE paragraphs (
  id INT UNSIGNED NOT NULL PRIMARY KEY,
  body TEXT CHARACTER SET latin1 NOT NULL
);

SET @text = (
  SELECT CONVERT(GROUP_CONCAT(
    ELT(1 + CRC32(CONCAT('word', seq)) % 48,
      'server', 'of', 'the', 'backup', 'a', 'night', 'and', 'every', 'table', 'to', 'restore',
      'quickly', 'is', 'customer', 'with', 'invoice', 'in', 'value', 'that', 'signal', 'for',
      'weather', 'not', 'measured', 'on', 'harbour', 'was', 'winter', 'by', 'seldom', 'at',
      'number', 'from', 'question', 'as', 'window', 'it', 'yesterday', 'which', 'between', 'are',
      'machine', 'or', 'company', 'be', 'Thursday', 'their', 'nevertheless')
    ORDER BY seq SEPARATOR ' ') USING latin1)
  FROM seq_1_to_3000);

-- Without a join buffer the rows come in the order of GROUP BY, and need no sorting.
SET SESSION join_cache_level = 0;
INSERT INTO paragraphs
  SELECT p.seq,
    GROUP_CONCAT(
      SUBSTR(@text, 1 + CRC32(CONCAT(p.seq, '/', slice.seq)) % 15000, 4 + CRC32(CONCAT(slice.seq, ':', p.seq)) % 18)
      ORDER BY slice.seq SEPARATOR ' ')
  FROM seq_0_to_32767 p STRAIGHT_JOIN seq_1_to_48 slice
  GROUP BY p.seq;
SET SESSION join_cache_level = DEFAULT;
