-- What is wrong and who was told of it; what waits to be told, and what was.

-- open_key is the key while the problem stands: one of a key is open at a time.
CREATE TABLE IF NOT EXISTS notification_problem (
  id          CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  problem_key VARCHAR(255) NOT NULL,
  open_key    VARCHAR(255) NULL,
  event       VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  severity    VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  title       TEXT         NOT NULL,
  details     TEXT         NOT NULL,
  about       TEXT         NOT NULL,
  occurrence  VARCHAR(255) NOT NULL,
  occurrences INT          NOT NULL,
  opened_at   DATETIME(6)  NOT NULL,
  occurred_at DATETIME(6)  NOT NULL,
  cleared_at  DATETIME(6)  NULL,
  PRIMARY KEY (id),
  UNIQUE KEY notification_problem_open (open_key),
  KEY notification_problem_cleared (cleared_at)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- Gone when the receiver was told that the problem is. message_id: what told it; where that failed, the receiver knows nothing.
CREATE TABLE IF NOT EXISTS notification_told (
  problem_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  rule_id    CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  channel    VARCHAR(128) NOT NULL,
  event      VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  told_at    DATETIME(6)  NOT NULL,
  times      INT          NOT NULL,
  message_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL,
  PRIMARY KEY (problem_id, rule_id, channel)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- Messages of one problem_key through a channel keep their order.
CREATE TABLE IF NOT EXISTS notification_message (
  id         CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  channel    VARCHAR(128) NOT NULL,
  rule       VARCHAR(128) NULL,
  problem_key VARCHAR(255) NULL,
  notice     LONGTEXT     NOT NULL,
  status     VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  created_at DATETIME(6)  NOT NULL,
  not_before DATETIME(6)  NOT NULL,
  expires_at DATETIME(6)  NOT NULL,
  attempts   INT          NOT NULL DEFAULT 0,
  last_error TEXT         NULL,
  ended_at   DATETIME(6)  NULL,
  PRIMARY KEY (id),
  KEY notification_message_by_channel (channel, id),
  KEY notification_message_by_status (status, id),
  KEY notification_message_by_both (channel, status, id),
  KEY notification_message_by_problem (channel, status, problem_key, id),
  KEY notification_message_ended (ended_at)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- Whose turn it is to send through a channel, until when; and how its messages ended since ever.
CREATE TABLE IF NOT EXISTS notification_channel (
  channel       VARCHAR(128) NOT NULL,
  claimed_by    CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL,
  claimed_until DATETIME(6)  NULL,
  not_before    DATETIME(6)  NULL,
  sent          BIGINT       NOT NULL DEFAULT 0,
  failed        BIGINT       NOT NULL DEFAULT 0,
  dropped       BIGINT       NOT NULL DEFAULT 0,
  PRIMARY KEY (channel)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- Which run of a schedule on a server a ping channel was called for last.
CREATE TABLE IF NOT EXISTS notification_ping (
  channel      VARCHAR(128) NOT NULL,
  schedule     VARCHAR(128) NOT NULL,
  server       VARCHAR(128) NOT NULL,
  started_run  CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL,
  ended_run    CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL,
  ended_status VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NULL,
  PRIMARY KEY (channel, schedule, server)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- What else has to be remembered from one look to the next: the count of looks, the last digests.
CREATE TABLE IF NOT EXISTS notification_state (
  name  VARCHAR(128) NOT NULL,
  value VARCHAR(255) NOT NULL,
  PRIMARY KEY (name)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
