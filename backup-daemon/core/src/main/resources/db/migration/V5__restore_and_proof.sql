-- Restores and drills with their outcome, what the last verification said of each copy, the
-- backups of this store itself. Columns are added as in V4: a migration that was killed half-way
-- starts over.

-- from_server, source and target are names as they were then; database_names are those in the
-- target by those in the source. phase is the step that the restore is at, or ended at.
CREATE TABLE IF NOT EXISTS restore (
  id                CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  backup_id         CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL,
  source            VARCHAR(1024) NOT NULL,
  from_server       VARCHAR(128)  NULL,
  storage           VARCHAR(128)  NULL,
  target            VARCHAR(255)  NOT NULL,
  database_names    LONGTEXT      NOT NULL,
  tables            LONGTEXT      NULL,
  mode              VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  requested_by      VARCHAR(255)  NOT NULL,
  ticket            VARCHAR(64)   NULL,
  status            VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  phase             VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NULL,
  node_id           CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL,
  node_name         VARCHAR(255)  NULL,
  started_at        DATETIME(6)   NOT NULL,
  ended_at          DATETIME(6)   NULL,
  checked_bytes     BIGINT        NOT NULL DEFAULT 0,
  raw_bytes         BIGINT        NOT NULL DEFAULT 0,
  loaded_bytes      BIGINT        NOT NULL DEFAULT 0,
  check_ms          BIGINT        NOT NULL DEFAULT 0,
  load_ms           BIGINT        NOT NULL DEFAULT 0,
  safety_backup     VARCHAR(1024) NULL,
  cancel_requested  BOOLEAN       NOT NULL DEFAULT FALSE,
  errors            LONGTEXT      NULL,
  error_count       BIGINT        NOT NULL DEFAULT 0,
  error_code        VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
  message           TEXT          NULL,
  hint              TEXT          NULL,
  PRIMARY KEY (id),
  KEY restore_by_target (target, id),
  KEY restore_by_status (status, id),
  KEY restore_of_node (node_id, id),
  KEY restore_of_backup (backup_id, id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- restore_ms is the measured recovery time: from the first byte read to the last proof of the load.
CREATE TABLE IF NOT EXISTS drill (
  id           CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  backup_id    CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  schedule     VARCHAR(128) NOT NULL,
  server       VARCHAR(128) NOT NULL,
  scope        VARCHAR(128) NOT NULL,
  storage      VARCHAR(128) NULL,
  scratch      VARCHAR(128) NOT NULL,
  requested_by VARCHAR(255) NOT NULL,
  status       VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  node_id      CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL,
  node_name    VARCHAR(255) NULL,
  started_at   DATETIME(6)  NOT NULL,
  ended_at     DATETIME(6)  NULL,
  restore_ms   BIGINT       NULL,
  result       LONGTEXT     NULL,
  error_code   VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
  message      TEXT         NULL,
  hint         TEXT         NULL,
  PRIMARY KEY (id),
  KEY drill_of_series (schedule, server, scope, id),
  KEY drill_of_backup (backup_id, id),
  KEY drill_of_node (node_id, id),
  KEY drill_by_status (status, id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS self_backup (
  id         CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  storage    VARCHAR(128) NOT NULL,
  storage_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  object_key TEXT         NOT NULL,
  upload_id  TEXT         NOT NULL,
  status     VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  started_at DATETIME(6)  NOT NULL,
  ended_at   DATETIME(6)  NULL,
  bytes      BIGINT       NOT NULL DEFAULT 0,
  sha256     CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
  message    TEXT         NULL,
  PRIMARY KEY (id),
  KEY self_backup_of_storage (storage_id, id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

SET @mode_before = @@SESSION.sql_mode;
SET SESSION sql_mode = '';

-- verification: verified, missing, corrupt or unreadable, as it was found at verified_at. tried_at
-- is later where a storage let nothing be found out. repair_until: somebody writes it anew until then.
SET @there = (SELECT COUNT(*) FROM information_schema.COLUMNS
  WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'copy' AND COLUMN_NAME = 'verified_at');
SET @change = IF(@there > 0, 'DO 0', 'ALTER TABLE copy
  ADD COLUMN verified_at          DATETIME(6) NULL,
  ADD COLUMN verification         VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NULL,
  ADD COLUMN verification_message TEXT        NULL,
  ADD COLUMN tried_at             DATETIME(6) NULL,
  ADD COLUMN repair_until         DATETIME(6) NULL,
  ADD COLUMN locked_until         DATETIME(6) NULL,
  ADD KEY copy_to_verify (storage_id, status, tried_at, id)');
PREPARE change_copy FROM @change;
EXECUTE change_copy;
DEALLOCATE PREPARE change_copy;

-- How the copies of a series stand now, and how often one was repaired since ever.
SET @there = (SELECT COUNT(*) FROM information_schema.COLUMNS
  WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'series_total' AND COLUMN_NAME = 'unverified');
SET @change = IF(@there > 0, 'DO 0', 'ALTER TABLE series_total
  ADD COLUMN unverified  BIGINT NOT NULL DEFAULT 0,
  ADD COLUMN verified    BIGINT NOT NULL DEFAULT 0,
  ADD COLUMN unreadable  BIGINT NOT NULL DEFAULT 0,
  ADD COLUMN missing     BIGINT NOT NULL DEFAULT 0,
  ADD COLUMN corrupt     BIGINT NOT NULL DEFAULT 0,
  ADD COLUMN repaired    BIGINT NOT NULL DEFAULT 0,
  ADD COLUMN verified_at DATETIME(6) NULL');
PREPARE change_series_total FROM @change;
EXECUTE change_series_total;
DEALLOCATE PREPARE change_series_total;

UPDATE series_total s
JOIN (SELECT schedule, storage, server, scope, COUNT(*) AS copies FROM copy
      WHERE status = 'stored' GROUP BY schedule, storage, server, scope) c
  ON c.schedule = s.schedule AND c.storage = s.storage AND c.server = s.server
    AND c.scope = s.scope
SET s.unverified = c.copies;

-- When a storage's copies are looked at next; one row for each kind of look.
CREATE TABLE IF NOT EXISTS verification_turn (
  storage_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  job        VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  due_at     DATETIME(6) NOT NULL,
  PRIMARY KEY (storage_id, job)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

SET @there = (SELECT COUNT(*) FROM information_schema.COLUMNS
  WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'schedule' AND COLUMN_NAME = 'drill');
SET @change = IF(@there > 0, 'DO 0', 'ALTER TABLE schedule
  ADD COLUMN drill            VARCHAR(32) NULL,
  ADD COLUMN drill_assertions TEXT        NULL');
PREPARE change_schedule FROM @change;
EXECUTE change_schedule;
DEALLOCATE PREPARE change_schedule;

SET SESSION sql_mode = @mode_before;
