-- What each good backup is compared by, and what was found. Beside the backups, which are many and
-- whose table is not to be rebuilt; rows go when their backup's row goes.

-- dumped_by, packed_by: those made in another way are not compared. suspicious: found so, and nobody
-- accepted it; such a backup is no measure for later ones. accepted: history begins with it.
CREATE TABLE IF NOT EXISTS backup_measure (
  backup_id    CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  schedule     VARCHAR(128) NOT NULL,
  server       VARCHAR(128) NOT NULL,
  scope        VARCHAR(128) NOT NULL,
  dumped_by    VARCHAR(255) NOT NULL,
  packed_by    VARCHAR(255) NOT NULL,
  raw_bytes    BIGINT       NOT NULL,
  stored_bytes BIGINT       NOT NULL,
  duration_ms  BIGINT       NOT NULL,
  table_count  BIGINT       NULL,
  row_count    BIGINT       NULL,
  rows_counted BOOLEAN      NOT NULL DEFAULT FALSE,
  suspicious   BOOLEAN      NOT NULL DEFAULT FALSE,
  accepted     BOOLEAN      NOT NULL DEFAULT FALSE,
  PRIMARY KEY (backup_id),
  KEY measure_of_series (schedule, server, scope, suspicious, backup_id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- newest: of the newest good backup of its series, so that what is open is found at once.
CREATE TABLE IF NOT EXISTS backup_anomaly (
  backup_id   CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  kind        VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  schedule    VARCHAR(128) NOT NULL,
  server      VARCHAR(128) NOT NULL,
  scope       VARCHAR(128) NOT NULL,
  reason      TEXT         NOT NULL,
  value       DOUBLE       NOT NULL,
  usual       DOUBLE       NOT NULL,
  suspicious  BOOLEAN      NOT NULL,
  newest      BOOLEAN      NOT NULL,
  found_at    DATETIME(6)  NOT NULL,
  accepted_at DATETIME(6)  NULL,
  accepted_by VARCHAR(255) NULL,
  PRIMARY KEY (backup_id, kind),
  KEY anomaly_of_series (schedule, server, scope, newest),
  KEY anomaly_newest (newest, accepted_at)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
