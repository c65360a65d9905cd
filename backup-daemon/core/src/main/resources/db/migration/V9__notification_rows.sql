-- Through what somebody is told, and who is told what.

CREATE TABLE IF NOT EXISTS channel (
  id         CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT (UUID()),
  name       VARCHAR(128) NOT NULL,
  type       VARCHAR(32)  NOT NULL,
  settings   TEXT         NULL,
  secret     TEXT         NULL,
  enabled    BOOLEAN      NOT NULL DEFAULT TRUE,
  version    BIGINT       NOT NULL DEFAULT 1,
  created_at DATETIME(6)  NOT NULL DEFAULT (UTC_TIMESTAMP(6)),
  updated_at DATETIME(6)  NOT NULL DEFAULT (UTC_TIMESTAMP(6)),
  PRIMARY KEY (id),
  UNIQUE KEY channel_name (name)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS notification_rule (
  id           CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT (UUID()),
  name         VARCHAR(128) NOT NULL,
  events       TEXT         NOT NULL DEFAULT ('all'),
  servers      TEXT         NOT NULL DEFAULT ('*'),
  schedules    TEXT         NULL,
  channels     TEXT         NOT NULL,
  repeat_every VARCHAR(32)  NULL,
  quiet_hours  VARCHAR(128) NULL,
  enabled      BOOLEAN      NOT NULL DEFAULT TRUE,
  version      BIGINT       NOT NULL DEFAULT 1,
  created_at   DATETIME(6)  NOT NULL DEFAULT (UTC_TIMESTAMP(6)),
  updated_at   DATETIME(6)  NOT NULL DEFAULT (UTC_TIMESTAMP(6)),
  PRIMARY KEY (id),
  UNIQUE KEY notification_rule_name (name)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
