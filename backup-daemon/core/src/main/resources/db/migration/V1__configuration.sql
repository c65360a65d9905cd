-- What the operator asked for, and what the daemon thinks of it. Names are the keys, by which rows
-- refer to each other; without foreign keys, so that a wrong name is reported instead of refused.
-- Every date is UTC, whatever the session's time zone. IF NOT EXISTS: DDL is not transactional, and
-- a migration that was killed half-way must be able to start over.

CREATE TABLE IF NOT EXISTS server (
  id                  CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT (UUID()),
  name                VARCHAR(128)  NOT NULL,
  flavor              VARCHAR(32)   NOT NULL,
  host                VARCHAR(255)  NOT NULL,
  port                INT           NOT NULL DEFAULT 3306,
  username            VARCHAR(128)  NOT NULL,
  password            TEXT          NULL,
  restore_username    VARCHAR(128)  NULL,
  restore_password    TEXT          NULL,
  tls_mode            VARCHAR(32)   NOT NULL DEFAULT 'preferred',
  tls_ca_file         VARCHAR(1024) NULL,
  labels              TEXT          NULL,
  max_concurrent_runs INT           NOT NULL DEFAULT 1,
  enabled             BOOLEAN       NOT NULL DEFAULT TRUE,
  protected           BOOLEAN       NOT NULL DEFAULT FALSE,
  version             BIGINT        NOT NULL DEFAULT 1,
  created_at          DATETIME(6)   NOT NULL DEFAULT (UTC_TIMESTAMP(6)),
  updated_at          DATETIME(6)   NOT NULL DEFAULT (UTC_TIMESTAMP(6)),
  PRIMARY KEY (id),
  UNIQUE KEY server_name (name)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS schedule (
  id                CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT (UUID()),
  name              VARCHAR(128) NOT NULL,
  type              VARCHAR(32)  NOT NULL DEFAULT 'daily',
  cron              VARCHAR(255) NULL,
  zone              VARCHAR(64)  NOT NULL DEFAULT 'UTC',
  servers           TEXT         NOT NULL DEFAULT ('*'),
  include_databases TEXT         NULL,
  exclude_databases TEXT         NULL,
  compress_type     VARCHAR(32)  NOT NULL DEFAULT 'zstd',
  compress_level    INT          NULL,
  max_age           VARCHAR(32)  NULL,
  jitter            VARCHAR(32)  NULL,
  catch_up          VARCHAR(32)  NOT NULL DEFAULT 'skip',
  catch_up_max_age  VARCHAR(32)  NULL,
  timeout           VARCHAR(32)  NULL,
  max_attempts      INT          NULL,
  retry_backoff     VARCHAR(32)  NULL,
  enabled           BOOLEAN      NOT NULL DEFAULT TRUE,
  version           BIGINT       NOT NULL DEFAULT 1,
  created_at        DATETIME(6)  NOT NULL DEFAULT (UTC_TIMESTAMP(6)),
  updated_at        DATETIME(6)  NOT NULL DEFAULT (UTC_TIMESTAMP(6)),
  PRIMARY KEY (id),
  UNIQUE KEY schedule_name (name)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS storage (
  id         CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT (UUID()),
  name       VARCHAR(128) NOT NULL,
  type       VARCHAR(32)  NOT NULL DEFAULT 'local',
  settings   TEXT         NULL,
  secret_key TEXT         NULL,
  enabled    BOOLEAN      NOT NULL DEFAULT TRUE,
  version    BIGINT       NOT NULL DEFAULT 1,
  created_at DATETIME(6)  NOT NULL DEFAULT (UTC_TIMESTAMP(6)),
  updated_at DATETIME(6)  NOT NULL DEFAULT (UTC_TIMESTAMP(6)),
  PRIMARY KEY (id),
  UNIQUE KEY storage_name (name)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS retention_rule (
  id           CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT (UUID()),
  schedule     VARCHAR(128) NOT NULL,
  storage      VARCHAR(128) NOT NULL,
  keep_for     VARCHAR(32)  NULL,
  keep_forever BOOLEAN      NOT NULL DEFAULT FALSE,
  min_copies   INT          NOT NULL DEFAULT 1,
  max_copies   INT          NULL,
  version      BIGINT       NOT NULL DEFAULT 1,
  created_at   DATETIME(6)  NOT NULL DEFAULT (UTC_TIMESTAMP(6)),
  updated_at   DATETIME(6)  NOT NULL DEFAULT (UTC_TIMESTAMP(6)),
  PRIMARY KEY (id),
  UNIQUE KEY retention_rule_key (schedule, storage)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- What reconcile last saw of the rows above; can be rebuilt from them.
CREATE TABLE IF NOT EXISTS row_state (
  kind         VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  row_key      VARCHAR(257) NOT NULL,
  content_hash VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  seen_version BIGINT       NOT NULL,
  seen_since   DATETIME(6)  NOT NULL,
  problem      TEXT         NULL,
  next_fire_at DATETIME(6)  NULL,
  PRIMARY KEY (kind, row_key)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS audit_log (
  id            BIGINT       NOT NULL AUTO_INCREMENT,
  happened_at   DATETIME(6)  NOT NULL,
  actor         VARCHAR(255) NOT NULL,
  channel       VARCHAR(32)  NOT NULL,
  action        VARCHAR(64)  NOT NULL,
  kind          VARCHAR(64)  NOT NULL,
  row_key       VARCHAR(512) NOT NULL,
  before_fields MEDIUMTEXT   NOT NULL,
  after_fields  MEDIUMTEXT   NOT NULL,
  PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- One row at most, so that two nodes with different keys cannot both create it.
CREATE TABLE IF NOT EXISTS master_key_check (
  id          TINYINT      NOT NULL DEFAULT 1,
  key_id      VARCHAR(128) NOT NULL,
  check_value VARCHAR(512) NOT NULL,
  created_at  DATETIME(6)  NOT NULL DEFAULT (UTC_TIMESTAMP(6)),
  PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
