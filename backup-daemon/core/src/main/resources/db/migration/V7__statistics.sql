-- Sums that statistics read and lists find their way by, kept in the transactions that change what
-- they sum up, and counted once here from what is there. A migration that was killed half-way starts
-- over: it counts anew. It reads tables in the order of their rows, which are many, rather than hop
-- about them along an index.

-- The backups of a series that are on record, by status. last_id is at or above the newest of them:
-- one that changed its status, or was forgotten, does not take it back.
CREATE TABLE IF NOT EXISTS backup_series (
  schedule     VARCHAR(128) NOT NULL,
  server       VARCHAR(128) NOT NULL,
  scope        VARCHAR(128) NOT NULL,
  type         VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  status       VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  backups      BIGINT       NOT NULL,
  raw_bytes    BIGINT       NOT NULL,
  stored_bytes BIGINT       NOT NULL,
  last_id      CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (schedule, server, scope, type, status),
  KEY backup_series_of_server (server)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- Which databases the backups of a series have ever held.
CREATE TABLE IF NOT EXISTS series_database (
  schedule      VARCHAR(128) NOT NULL,
  server        VARCHAR(128) NOT NULL,
  scope         VARCHAR(128) NOT NULL,
  database_name VARCHAR(128) NOT NULL,
  PRIMARY KEY (schedule, server, scope, database_name),
  KEY series_database_by_name (database_name)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- What went wrong with backups, word by word, in small letters.
CREATE TABLE IF NOT EXISTS backup_word (
  word      VARCHAR(64) NOT NULL,
  backup_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (word, backup_id),
  KEY backup_word_of (backup_id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- Days are UTC: of the run's and the backup's beginning, of the copy's end. They stay when what
-- they count is forgotten.
CREATE TABLE IF NOT EXISTS backup_day (
  day          DATE   NOT NULL,
  type         VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  status       VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  backups      BIGINT NOT NULL,
  raw_bytes    BIGINT NOT NULL,
  stored_bytes BIGINT NOT NULL,
  PRIMARY KEY (day, type, status)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- The runs on record that have ended.
CREATE TABLE IF NOT EXISTS run_series (
  schedule     VARCHAR(128) NOT NULL,
  server       VARCHAR(128) NOT NULL,
  type         VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  trigger_kind VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  status       VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  runs         BIGINT       NOT NULL,
  last_id      CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (schedule, server, type, trigger_kind, status),
  KEY run_series_of_server (server)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS run_day (
  day    DATE   NOT NULL,
  status VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  runs   BIGINT NOT NULL,
  PRIMARY KEY (day, status)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- What copies take at present.
CREATE TABLE IF NOT EXISTS storage_held (
  storage      VARCHAR(128) NOT NULL,
  server       VARCHAR(128) NOT NULL,
  type         VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  copies       BIGINT       NOT NULL,
  raw_bytes    BIGINT       NOT NULL,
  stored_bytes BIGINT       NOT NULL,
  PRIMARY KEY (storage, server, type)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS storage_day (
  storage       VARCHAR(128) NOT NULL,
  day           DATE         NOT NULL,
  stored_bytes  BIGINT       NOT NULL,
  removed_bytes BIGINT       NOT NULL,
  PRIMARY KEY (storage, day)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

DELETE FROM backup_series;
INSERT INTO backup_series
SELECT schedule, server, scope, type, status, COUNT(*), COALESCE(SUM(raw_bytes), 0),
  COALESCE(SUM(stored_bytes), 0), MAX(id)
FROM backup FORCE INDEX (PRIMARY) GROUP BY schedule, server, scope, type, status;

DELETE FROM series_database;
INSERT INTO series_database
SELECT DISTINCT b.schedule, b.server, b.scope, d.database_name
FROM backup b FORCE INDEX (PRIMARY) JOIN backup_database d ON d.backup_id = b.id;

DELETE FROM backup_word;
INSERT INTO backup_word (word, backup_id)
SELECT DISTINCT w.word, b.id
FROM backup b FORCE INDEX (PRIMARY) JOIN JSON_TABLE(CONCAT('["', REPLACE(TRIM(REGEXP_REPLACE(
    LOWER(CONCAT_WS(' ', CONVERT(b.error_code USING utf8mb4), b.message)),
    '[^\\p{L}\\p{N}_]+', ' ')), ' ', '","'), '"]'),
  '$[*]' COLUMNS (word VARCHAR(64) PATH '$')) w
WHERE (b.message IS NOT NULL OR b.error_code IS NOT NULL)
  AND CHAR_LENGTH(w.word) BETWEEN 2 AND 64;

DELETE FROM backup_day;
INSERT INTO backup_day
SELECT DATE(started_at), type, status, COUNT(*), COALESCE(SUM(raw_bytes), 0),
  COALESCE(SUM(stored_bytes), 0)
FROM backup FORCE INDEX (PRIMARY) GROUP BY DATE(started_at), type, status;

DELETE FROM run_series;
INSERT INTO run_series
SELECT schedule, server, type, trigger_kind, status, COUNT(*), MAX(id)
FROM run FORCE INDEX (PRIMARY) WHERE status NOT IN ('queued', 'running')
GROUP BY schedule, server, type, trigger_kind, status;

DELETE FROM run_day;
INSERT INTO run_day
SELECT DATE(queued_at), status, COUNT(*)
FROM run FORCE INDEX (PRIMARY) WHERE status NOT IN ('queued', 'running') GROUP BY DATE(queued_at), status;

DELETE FROM storage_held;
INSERT INTO storage_held
SELECT c.storage, c.server, b.type, COUNT(*), COALESCE(SUM(b.raw_bytes), 0), SUM(c.bytes)
FROM copy c FORCE INDEX (PRIMARY) JOIN backup b ON b.id = c.backup_id
WHERE c.status IN ('stored', 'expired', 'corrupt')
GROUP BY c.storage, c.server, b.type;

DELETE FROM storage_day;
INSERT INTO storage_day
SELECT storage, day, SUM(added), SUM(taken) FROM (
  SELECT storage, DATE(stored_at) AS day, SUM(bytes) AS added, 0 AS taken FROM copy FORCE INDEX (PRIMARY)
  WHERE stored_at IS NOT NULL AND status IN ('stored', 'expired', 'corrupt', 'missing', 'deleted')
  GROUP BY storage, DATE(stored_at)
  UNION ALL
  SELECT storage, DATE(COALESCE(deleted_at, verified_at)), 0, SUM(bytes) FROM copy FORCE INDEX (PRIMARY)
  WHERE stored_at IS NOT NULL AND status IN ('missing', 'deleted')
    AND COALESCE(deleted_at, verified_at) IS NOT NULL
  GROUP BY storage, DATE(COALESCE(deleted_at, verified_at))) ended
GROUP BY storage, day;

SET @mode_before = @@SESSION.sql_mode;
SET SESSION sql_mode = '';

SET @there = (SELECT COUNT(*) FROM information_schema.STATISTICS
  WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'backup' AND INDEX_NAME = 'backup_by_type');
SET @change = IF(@there > 0, 'DO 0', 'ALTER TABLE backup
  ADD KEY backup_by_type (type, id),
  ADD KEY backup_by_type_status (type, status, id),
  ADD KEY backup_of_series (schedule, server, scope, type, status, id)');
PREPARE change_backup FROM @change;
EXECUTE change_backup;
DEALLOCATE PREPARE change_backup;

SET @there = (SELECT COUNT(*) FROM information_schema.STATISTICS
  WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'run' AND INDEX_NAME = 'run_by_type');
SET @change = IF(@there > 0, 'DO 0', 'ALTER TABLE run
  ADD KEY run_by_type (type, id),
  ADD KEY run_by_trigger (trigger_kind, id),
  ADD KEY run_of_series (schedule, server, type, trigger_kind, status, id),
  ADD KEY run_by_ticket (ticket, id)');
PREPARE change_run FROM @change;
EXECUTE change_run;
DEALLOCATE PREPARE change_run;

SET SESSION sql_mode = @mode_before;
