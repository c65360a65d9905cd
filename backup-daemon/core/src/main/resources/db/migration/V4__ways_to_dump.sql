-- How a schedule selects, dumps, compresses and encrypts; global settings; the keys that encrypt
-- backups; runs that somebody asked for in words of their own; what a scan of a server last saw.
-- Columns are added by statements that look first whether they are there: a migration that was
-- killed half-way must be able to start over, and MySQL has no ADD COLUMN IF NOT EXISTS.

CREATE TABLE IF NOT EXISTS setting (
  id         CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT (UUID()),
  name       VARCHAR(64)  NOT NULL,
  value      TEXT         NULL,
  version    BIGINT       NOT NULL DEFAULT 1,
  created_at DATETIME(6)  NOT NULL DEFAULT (UTC_TIMESTAMP(6)),
  updated_at DATETIME(6)  NOT NULL DEFAULT (UTC_TIMESTAMP(6)),
  PRIMARY KEY (id),
  UNIQUE KEY setting_name (name)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- The row's name is the key id that files and manifests carry. The check value tells a changed key.
CREATE TABLE IF NOT EXISTS encryption_key (
  id          CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT (UUID()),
  name        VARCHAR(64)  NOT NULL,
  type        VARCHAR(32)  NOT NULL DEFAULT 'aes-256-gcm',
  secret      TEXT         NULL,
  recipients  TEXT         NULL,
  check_value VARCHAR(255) NULL,
  version     BIGINT       NOT NULL DEFAULT 1,
  created_at  DATETIME(6)  NOT NULL DEFAULT (UTC_TIMESTAMP(6)),
  updated_at  DATETIME(6)  NOT NULL DEFAULT (UTC_TIMESTAMP(6)),
  PRIMARY KEY (id),
  UNIQUE KEY encryption_key_name (name)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS server_scan (
  server     VARCHAR(128) NOT NULL,
  scanned_at DATETIME(6)  NOT NULL,
  result     LONGTEXT     NOT NULL,
  PRIMARY KEY (server)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- MySQL 8.0.15 and its neighbours refuse to change a table whose dates have an expression for their
-- default, as if that were a zero date, unless zero dates are allowed.
SET @mode_before = @@SESSION.sql_mode;
SET SESSION sql_mode = '';

SET @there = (SELECT COUNT(*) FROM information_schema.COLUMNS
  WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'schedule' AND COLUMN_NAME = 'mode');
SET @change = IF(@there > 0, 'DO 0', 'ALTER TABLE schedule
  ADD COLUMN mode               VARCHAR(32)  NULL,
  ADD COLUMN file_mode          VARCHAR(32)  NULL,
  ADD COLUMN include_system     BOOLEAN      NOT NULL DEFAULT FALSE,
  ADD COLUMN companions         BOOLEAN      NOT NULL DEFAULT FALSE,
  ADD COLUMN name_prefix        VARCHAR(64)  NULL,
  ADD COLUMN exclude_empty      BOOLEAN      NOT NULL DEFAULT FALSE,
  ADD COLUMN exclude_data       BOOLEAN      NOT NULL DEFAULT FALSE,
  ADD COLUMN exclude_tables     TEXT         NULL,
  ADD COLUMN exclude_table_data TEXT         NULL,
  ADD COLUMN exclude_users      BOOLEAN      NOT NULL DEFAULT FALSE,
  ADD COLUMN dump_options       TEXT         NULL,
  ADD COLUMN encryption         VARCHAR(32)  NOT NULL DEFAULT ''none'',
  ADD COLUMN encryption_key     VARCHAR(64)  NULL,
  ADD COLUMN file_name          VARCHAR(128) NULL,
  ADD COLUMN parallel_dumps     INT          NOT NULL DEFAULT 1');
PREPARE change_schedule FROM @change;
EXECUTE change_schedule;
DEALLOCATE PREPARE change_schedule;

SET @there = (SELECT COUNT(*) FROM information_schema.COLUMNS
  WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'server' AND COLUMN_NAME = 'dump_options');
SET @change = IF(@there > 0, 'DO 0', 'ALTER TABLE server ADD COLUMN dump_options TEXT NULL');
PREPARE change_server FROM @change;
EXECUTE change_server;
DEALLOCATE PREPARE change_server;

-- spec: how to dump, where that is not the schedule's own way; for_node: only this node may take it
SET @there = (SELECT COUNT(*) FROM information_schema.COLUMNS
  WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'run' AND COLUMN_NAME = 'ticket');
SET @change = IF(@there > 0, 'DO 0', 'ALTER TABLE run
  ADD COLUMN ticket   VARCHAR(64) NULL,
  ADD COLUMN spec     LONGTEXT    NULL,
  ADD COLUMN for_node CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL');
PREPARE change_run FROM @change;
EXECUTE change_run;
DEALLOCATE PREPARE change_run;

SET @there = (SELECT COUNT(*) FROM information_schema.COLUMNS
  WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'backup' AND COLUMN_NAME = 'binlog_position');
SET @change = IF(@there > 0, 'DO 0', 'ALTER TABLE backup ADD COLUMN binlog_position TEXT NULL');
PREPARE change_backup FROM @change;
EXECUTE change_backup;
DEALLOCATE PREPARE change_backup;

SET SESSION sql_mode = @mode_before;
