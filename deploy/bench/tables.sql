-- The tables of the bench database, and a pool of paragraphs that their text is made of.
SET SESSION rand_seed1 = 20260101, rand_seed2 = 1104;

CREATE TABLE readings (
  id BIGINT UNSIGNED NOT NULL PRIMARY KEY,
  sensor INT UNSIGNED NOT NULL,
  taken_at DATETIME(3) NOT NULL,
  value DOUBLE NOT NULL,
  amount DECIMAL(14, 4) NULL,
  quality TINYINT NOT NULL
);

CREATE TABLE articles (
  id BIGINT UNSIGNED NOT NULL PRIMARY KEY,
  author INT UNSIGNED NOT NULL,
  title VARCHAR(120) NOT NULL,
  body MEDIUMTEXT NOT NULL,
  written_at DATETIME NOT NULL,
  KEY article_author (author)
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

-- Random slices of a text compress like prose. The pool outgrows zstd's window, so that a paragraph
-- used twice counts as new.
CREATE TABLE paragraphs (
  id INT UNSIGNED NOT NULL PRIMARY KEY,
  body TEXT CHARACTER SET latin1 NOT NULL
);

SET @text = (
  SELECT CONVERT(GROUP_CONCAT(
    ELT(1 + FLOOR(RAND() * 48),
      'server', 'of', 'the', 'backup', 'a', 'night', 'and', 'every', 'table', 'to', 'restore',
      'quickly', 'is', 'customer', 'with', 'invoice', 'in', 'value', 'that', 'signal', 'for',
      'weather', 'not', 'measured', 'on', 'harbour', 'was', 'winter', 'by', 'seldom', 'at',
      'number', 'from', 'question', 'as', 'window', 'it', 'yesterday', 'which', 'between', 'are',
      'machine', 'or', 'company', 'be', 'Thursday', 'their', 'nevertheless')
    SEPARATOR ' ') USING latin1)
  FROM seq_1_to_3000);

-- Without a join buffer the rows come in the order of GROUP BY, and need no sorting.
SET SESSION join_cache_level = 0;
INSERT INTO paragraphs
  SELECT p.seq,
    GROUP_CONCAT(SUBSTR(@text, 1 + FLOOR(RAND() * 15000), 4 + FLOOR(RAND() * 18)) SEPARATOR ' ')
  FROM seq_0_to_32767 p STRAIGHT_JOIN seq_1_to_48 slice
  GROUP BY p.seq;
SET SESSION join_cache_level = DEFAULT;
