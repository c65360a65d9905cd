-- What makes a schedule's dumps, and how it treats a server that others work with. Columns are
-- added as in V4: a migration that was killed half-way starts over.

SET @mode_before = @@SESSION.sql_mode;
SET SESSION sql_mode = '';

SET @there = (SELECT COUNT(*) FROM information_schema.COLUMNS
  WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'schedule' AND COLUMN_NAME = 'engine');
SET @change = IF(@there > 0, 'DO 0', 'ALTER TABLE schedule
  ADD COLUMN engine               VARCHAR(32) NOT NULL DEFAULT ''auto'',
  ADD COLUMN max_rows_per_second  INT         NULL,
  ADD COLUMN max_bytes_per_second VARCHAR(32) NULL,
  ADD COLUMN max_threads_running  INT         NULL,
  ADD COLUMN max_replica_lag      VARCHAR(32) NULL,
  ADD COLUMN lock_timeout         VARCHAR(32) NULL,
  ADD COLUMN non_transactional    VARCHAR(32) NOT NULL DEFAULT ''named''');
PREPARE change_schedule FROM @change;
EXECUTE change_schedule;
DEALLOCATE PREPARE change_schedule;

-- Unset from now on where nobody says a number, which each engine reads in its own way. What was
-- set to 1 cannot be told from what was never set.
SET @change = IF((SELECT IS_NULLABLE FROM information_schema.COLUMNS
  WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'schedule' AND COLUMN_NAME = 'parallel_dumps') = 'YES',
  'DO 0', 'ALTER TABLE schedule MODIFY COLUMN parallel_dumps INT NULL DEFAULT NULL');
PREPARE change_schedule FROM @change;
EXECUTE change_schedule;
DEALLOCATE PREPARE change_schedule;

UPDATE schedule SET parallel_dumps = NULL WHERE parallel_dumps = 1;

SET SESSION sql_mode = @mode_before;
