-- Who may use the admin server, and from where a change came. Names are compared bytewise. What
-- proves somebody is kept as a digest only: a copy of these tables opens nothing.

CREATE TABLE IF NOT EXISTS user (
  id                   CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  name                 VARCHAR(128) NOT NULL,
  password_hash        VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  role                 VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  enabled              BOOLEAN      NOT NULL DEFAULT TRUE,
  must_change_password BOOLEAN      NOT NULL DEFAULT FALSE,
  password_set_at      DATETIME(6)  NOT NULL,
  last_login_at        DATETIME(6)  NULL,
  version              BIGINT       NOT NULL DEFAULT 1,
  created_at           DATETIME(6)  NOT NULL,
  updated_at           DATETIME(6)  NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY user_name (name)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS api_token (
  id           CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  name         VARCHAR(128) NOT NULL,
  token_hash   CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  role         VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  created_by   VARCHAR(255) NOT NULL,
  created_at   DATETIME(6)  NOT NULL,
  expires_at   DATETIME(6)  NULL,
  last_used_at DATETIME(6)  NULL,
  PRIMARY KEY (id),
  UNIQUE KEY api_token_name (name),
  UNIQUE KEY api_token_hash (token_hash)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- id is public, session_hash the digest of what the cookie holds.
CREATE TABLE IF NOT EXISTS session (
  id           CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  session_hash CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  user_id      CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  address      VARCHAR(64)  NOT NULL,
  user_agent   VARCHAR(255) NOT NULL,
  created_at   DATETIME(6)  NOT NULL,
  last_seen_at DATETIME(6)  NOT NULL,
  expires_at   DATETIME(6)  NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY session_hash (session_hash),
  KEY session_of_user (user_id),
  KEY session_ends (expires_at)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- Failed logins of a name or an address, which is a digest so that a mistyped password that was
-- entered as the name does not rest here.
CREATE TABLE IF NOT EXISTS login_failure (
  subject       CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  failures      INT         NOT NULL,
  last_at       DATETIME(6) NOT NULL,
  blocked_until DATETIME(6) NULL,
  PRIMARY KEY (subject),
  KEY login_failure_old (last_at)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

SET @mode_before = @@SESSION.sql_mode;
SET SESSION sql_mode = '';

SET @there = (SELECT COUNT(*) FROM information_schema.COLUMNS
  WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'audit_log' AND COLUMN_NAME = 'address');
SET @change = IF(@there > 0, 'DO 0', 'ALTER TABLE audit_log
  ADD COLUMN address VARCHAR(64) NULL,
  ADD KEY audit_of_row (kind, row_key, id),
  ADD KEY audit_of_actor (actor, id),
  ADD KEY audit_of_kind (kind, id),
  ADD KEY audit_of_action (action, id),
  ADD KEY audit_when (happened_at, id)');
PREPARE change_audit FROM @change;
EXECUTE change_audit;
DEALLOCATE PREPARE change_audit;

SET SESSION sql_mode = @mode_before;
