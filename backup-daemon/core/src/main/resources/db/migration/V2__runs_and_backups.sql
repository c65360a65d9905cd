-- Nodes, the queue of runs, the catalog of backups, and the sums that metrics read. Ids are
-- UUIDv7: their order is the order of time, and lists are paged by them. History carries the names
-- it was made under and refers to no configuration row.

CREATE TABLE IF NOT EXISTS node (
  id             CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  name           VARCHAR(255) NOT NULL,
  host           VARCHAR(255) NOT NULL,
  kind           VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  pid            BIGINT       NOT NULL,
  pid_started_at DATETIME(6)  NOT NULL,
  started_at     DATETIME(6)  NOT NULL,
  lease_until    DATETIME(6)  NOT NULL,
  PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS run (
  id                   CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  schedule             VARCHAR(128) NOT NULL,
  server               VARCHAR(128) NOT NULL,
  type                 VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  trigger_kind         VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  fire_time            DATETIME(6)  NOT NULL,
  attempt              INT          NOT NULL,
  status               VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  queued_at            DATETIME(6)  NOT NULL,
  not_before           DATETIME(6)  NOT NULL,
  started_at           DATETIME(6)  NULL,
  node_id              CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL,
  node_name            VARCHAR(255) NULL,
  current_database     VARCHAR(128) NULL,
  databases_done       INT          NOT NULL DEFAULT 0,
  databases_total      INT          NOT NULL DEFAULT 0,
  raw_bytes            BIGINT       NOT NULL DEFAULT 0,
  stored_bytes         BIGINT       NOT NULL DEFAULT 0,
  raw_bytes_per_second BIGINT       NOT NULL DEFAULT 0,
  cancel_requested     BOOLEAN      NOT NULL DEFAULT FALSE,
  requested_by         VARCHAR(255) NOT NULL,
  ended_at             DATETIME(6)  NULL,
  error_code           VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
  message              TEXT         NULL,
  hint                 TEXT         NULL,
  retryable            BOOLEAN      NOT NULL DEFAULT FALSE,
  PRIMARY KEY (id),
  UNIQUE KEY run_once (schedule, server, fire_time, attempt),
  KEY run_by_server (server, id),
  KEY run_by_schedule (schedule, id),
  KEY run_by_both (schedule, server, id),
  KEY run_by_status (status, id),
  KEY run_by_server_status (server, status, id),
  KEY run_by_schedule_status (schedule, status, id),
  KEY run_served (server, started_at),
  KEY run_fired (schedule, trigger_kind, fire_time),
  KEY run_of_node (node_id, id),
  KEY run_ended (ended_at)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS run_log (
  id      BIGINT     NOT NULL AUTO_INCREMENT,
  run_id  CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  content MEDIUMTEXT NOT NULL,
  PRIMARY KEY (id),
  KEY run_log_of (run_id, id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS backup (
  id             CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  run_id         CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  schedule       VARCHAR(128) NOT NULL,
  server         VARCHAR(128) NOT NULL,
  type           VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  scope          VARCHAR(128) NOT NULL,
  database_names LONGTEXT     NOT NULL,
  engine         VARCHAR(32)  NOT NULL,
  status         VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  started_at     DATETIME(6)  NOT NULL,
  finished_at    DATETIME(6)  NULL,
  pinned         BOOLEAN      NOT NULL DEFAULT FALSE,
  raw_bytes      BIGINT       NULL,
  raw_digest     VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
  stored_bytes   BIGINT       NULL,
  sha256         CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
  manifest       LONGTEXT     NULL,
  error_code     VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
  message        TEXT         NULL,
  PRIMARY KEY (id),
  KEY backup_by_run (run_id, id),
  KEY backup_by_server (server, id),
  KEY backup_by_schedule (schedule, id),
  KEY backup_by_status (status, id),
  KEY backup_by_server_schedule (server, schedule, id),
  KEY backup_by_server_status (server, status, id),
  KEY backup_by_schedule_status (schedule, status, id),
  KEY backup_latest (schedule, server, scope, status, id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- Which databases a backup holds, so that those in a combined one are found too.
CREATE TABLE IF NOT EXISTS backup_database (
  server        VARCHAR(128) NOT NULL,
  database_name VARCHAR(128) NOT NULL,
  backup_id     CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (server, database_name, backup_id),
  KEY backup_database_by_name (database_name, backup_id),
  KEY backup_database_of (backup_id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- Schedule, server and scope are those of the backup, repeated for the look-up by series.
CREATE TABLE IF NOT EXISTS copy (
  id         CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  backup_id  CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  schedule   VARCHAR(128)  NOT NULL,
  storage    VARCHAR(128)  NOT NULL,
  server     VARCHAR(128)  NOT NULL,
  scope      VARCHAR(128)  NOT NULL,
  storage_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  host       VARCHAR(255)  NULL,
  object_key TEXT          NOT NULL,
  upload_id  TEXT          NOT NULL,
  status     VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  bytes      BIGINT        NOT NULL DEFAULT 0,
  stored_at  DATETIME(6)   NULL,
  deleted_at DATETIME(6)   NULL,
  message    TEXT          NULL,
  PRIMARY KEY (id),
  KEY copy_of_backup (backup_id),
  KEY copy_by_storage (storage, backup_id),
  KEY copy_by_server_storage (server, storage, backup_id),
  KEY copy_by_schedule_storage (schedule, storage, backup_id),
  KEY copy_by_status (status, id),
  KEY copy_of_series (schedule, storage, server, scope, status, backup_id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- Sums, kept in the transaction that changes what they sum up, so that nobody counts big tables.
CREATE TABLE IF NOT EXISTS series_total (
  schedule VARCHAR(128) NOT NULL,
  storage  VARCHAR(128) NOT NULL,
  server   VARCHAR(128) NOT NULL,
  scope    VARCHAR(128) NOT NULL,
  bytes    BIGINT       NOT NULL DEFAULT 0,
  deleted  BIGINT       NOT NULL DEFAULT 0,
  PRIMARY KEY (schedule, storage, server, scope)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS backup_total (
  server VARCHAR(128) NOT NULL,
  scope  VARCHAR(128) NOT NULL,
  type   VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  status VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  total  BIGINT       NOT NULL,
  PRIMARY KEY (server, scope, type, status)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS backup_last_good (
  server       VARCHAR(128) NOT NULL,
  scope        VARCHAR(128) NOT NULL,
  schedule     VARCHAR(128) NOT NULL,
  type         VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  started_at   DATETIME(6)  NOT NULL,
  finished_at  DATETIME(6)  NOT NULL,
  raw_bytes    BIGINT       NOT NULL,
  stored_bytes BIGINT       NOT NULL,
  PRIMARY KEY (server, scope, schedule)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS run_total (
  schedule     VARCHAR(128) NOT NULL,
  trigger_kind VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  status       VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  total        BIGINT       NOT NULL,
  PRIMARY KEY (schedule, trigger_kind, status)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
