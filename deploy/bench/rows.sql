-- A hundredth of a gigabyte of dump; @part says which.
INSERT INTO readings
  SELECT @part * 30000 + seq,
    CRC32(seq) % 5000,
    '2024-01-01' + INTERVAL (@part * 30000 + seq) * 250000 MICROSECOND,
    20 + 5 * SIN(seq / 700) + RAND(),
    IF(seq % 7 = 0, NULL, ROUND(RAND() * 100000, 2)),
    seq % 100 > 96
  FROM seq_0_to_29999;

INSERT INTO articles
  SELECT @part * 3000 + seq,
    CRC32(@part * 3000 + seq) % 20000,
    CONCAT('About ', LEFT(b.body, 40)),
    CONCAT(a.body, '\n\n', b.body),
    '2020-01-01' + INTERVAL (@part * 3000 + seq) MINUTE
  FROM seq_0_to_2999
    STRAIGHT_JOIN paragraphs a ON a.id = (@part * 6000 + seq) % 32768
    STRAIGHT_JOIN paragraphs b ON b.id = (@part * 6000 + 3000 + seq) % 32768;

INSERT INTO events
  SELECT @part * 8000 + seq,
    '2023-01-01' + INTERVAL (@part * 8000 + seq) SECOND,
    CONCAT('{"id": "', UUID_SHORT(), '", "kind": "', ELT(1 + seq % 4, 'view', 'click', 'buy', 'leave'),
      '", "user": ', CRC32(seq) % 90000, ', "amount": ', ROUND(RAND() * 900, 2),
      ', "tags": ["', SUBSTR(MD5(seq), 1, 6), '", "new"], "note": "', CONVERT(SUBSTR(a.body, 1 + seq % 300, 60) USING utf8mb4), '"}')
  FROM seq_0_to_7999
    STRAIGHT_JOIN paragraphs a ON a.id = (@part * 8000 + seq) % 32768;

INSERT INTO files
  SELECT @part * 900 + seq,
    CONCAT('file-', @part * 900 + seq, '.bin'),
    CONCAT(RANDOM_BYTES(600), a.body)
  FROM seq_0_to_899
    STRAIGHT_JOIN paragraphs a ON a.id = (@part * 900 + seq * 17) % 32768;
