-- A hundredth of a gigabyte of dump; @part says which.
INSERT INTO narrow
  SELECT (@part * 80000 + seq) DIV 100, (@part * 80000 + seq) % 100 FROM seq_0_to_79999;

INSERT INTO readings
  SELECT @part * 20000 + seq,
    CRC32(seq) % 5000,
    '2024-01-01' + INTERVAL (@part * 20000 + seq) * 250000 MICROSECOND,
    20 + 5 * SIN(seq / 700) + CRC32(@part * 20000 + seq) / 4294967296e0,
    IF(seq % 7 = 0, NULL, CRC32(CONCAT('amount', @part * 20000 + seq)) % 1000000000 / 10000),
    seq % 100 > 96
  FROM seq_0_to_19999;

INSERT INTO articles
  SELECT @part * 2000 + seq,
    CRC32(@part * 2000 + seq) % 20000,
    CONCAT('About ', LEFT(b.body, 40)),
    CONCAT(a.body, '\n\n', b.body),
    '2020-01-01' + INTERVAL (@part * 2000 + seq) MINUTE
  FROM seq_0_to_1999
    STRAIGHT_JOIN paragraphs a ON a.id = (@part * 4000 + seq) % 32768
    STRAIGHT_JOIN paragraphs b ON b.id = (@part * 4000 + 2000 + seq) % 32768;

INSERT INTO events
  SELECT @part * 6000 + seq,
    '2023-01-01' + INTERVAL (@part * 6000 + seq) SECOND,
    CONCAT('{"id": "', SHA1(CONCAT('event', @part * 6000 + seq)), '", "kind": "', ELT(1 + seq % 4, 'view', 'click', 'buy', 'leave'),
      '", "user": ', CRC32(seq) % 90000, ', "amount": ', CRC32(CONCAT('paid', @part * 6000 + seq)) % 90000 / 100,
      ', "tags": ["', SUBSTR(MD5(seq), 1, 6), '", "new"], "note": "', CONVERT(SUBSTR(a.body, 1 + seq % 300, 60) USING utf8mb4), '"}')
  FROM seq_0_to_5999
    STRAIGHT_JOIN paragraphs a ON a.id = (@part * 6000 + seq) % 32768;

-- half bytes that do not compress, half text
INSERT INTO files
  SELECT @part * 600 + seq,
    CONCAT('file-', @part * 600 + seq, '.bin'),
    CONCAT(
      UNHEX(CONCAT(SHA2(CONCAT('1/', @part * 600 + seq), 512), SHA2(CONCAT('2/', @part * 600 + seq), 512),
        SHA2(CONCAT('3/', @part * 600 + seq), 512), SHA2(CONCAT('4/', @part * 600 + seq), 512),
        SHA2(CONCAT('5/', @part * 600 + seq), 512), SHA2(CONCAT('6/', @part * 600 + seq), 512),
        SHA2(CONCAT('7/', @part * 600 + seq), 512), SHA2(CONCAT('8/', @part * 600 + seq), 512))),
      a.body)
  FROM seq_0_to_599
    STRAIGHT_JOIN paragraphs a ON a.id = (@part * 600 + seq * 17) % 32768;

INSERT INTO named
  SELECT CONCAT(SUBSTR(MD5(@part * 8000 + seq), 1, 6), '-ä', @part * 8000 + seq),
    UNHEX(MD5(CONCAT('named', @part * 8000 + seq))),
    IF(seq % 5 = 0, NULL, SUBSTR(a.body, 1 + seq % 300, 40))
  FROM seq_0_to_7999
    STRAIGHT_JOIN paragraphs a ON a.id = (@part * 8000 + seq) % 32768;

INSERT INTO wide
  SELECT @part * 3000 + seq + 1,
    seq, CRC32(seq) % 1000, seq % 7, -seq, NULL, seq * 3, CRC32(CONCAT(seq, 'n')) % 2000000000, 0, 1, seq % 1000,
    seq * 4294967296, CRC32(seq), -1, NULL, 9007199254740993 + seq,
    seq / 100, CRC32(seq) % 1000000 / 100, 0, NULL, 12.50,
    seq / 3, SQRT(seq), seq / 4, 0.1,
    SUBSTR(a.body, 1, 12), SUBSTR(a.body, 20, 25), SUBSTR(a.body, 60, 5), '', NULL, 'EUR', 'Hamburg', SUBSTR(a.body, 90, 28),
    SUBSTR(MD5(seq), 1, 12), 'fixed',
    '2022-01-01' + INTERVAL @part * 3000 + seq MINUTE, '2022-01-01' + INTERVAL seq DAY, SEC_TO_TIME(seq / 3),
    '2022-06-01' + INTERVAL seq SECOND, 1970 + seq % 100,
    1 + seq % 4, seq % 16, seq % 2, seq % 3 = 0, seq % 512,
    UNHEX(SUBSTR(MD5(CONCAT('u1', @part, seq)), 1, 16)), UNHEX(SHA1(CONCAT('u2', @part, seq)))
  FROM seq_0_to_2999
    STRAIGHT_JOIN paragraphs a ON a.id = (@part * 3000 + seq) % 32768;
