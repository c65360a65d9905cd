-- How far the tables of a dump, or of a load, are, as JSON; NULL where nobody knows. Columns are added
-- as in V4: a migration that was killed half-way starts over.

SET @there = (SELECT COUNT(*) FROM information_schema.COLUMNS
  WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'run' AND COLUMN_NAME = 'table_progress');
SET @change = IF(@there > 0, 'DO 0', 'ALTER TABLE run ADD COLUMN table_progress TEXT NULL');
PREPARE change_run FROM @change;
EXECUTE change_run;
DEALLOCATE PREPARE change_run;

SET @there = (SELECT COUNT(*) FROM information_schema.COLUMNS
  WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'restore' AND COLUMN_NAME = 'table_progress');
SET @change = IF(@there > 0, 'DO 0', 'ALTER TABLE restore ADD COLUMN table_progress TEXT NULL');
PREPARE change_restore FROM @change;
EXECUTE change_restore;
DEALLOCATE PREPARE change_restore;
