-- How far each storage got with a series, so that one that falls behind the others is seen without
-- a look at the copies. The column is added as in V5: a migration that was killed half-way starts
-- over, and counts anew.

SET @mode_before = @@SESSION.sql_mode;
SET SESSION sql_mode = '';

-- newest_id: at or above the newest backup whose copy was stored here; empty for none.
SET @there = (SELECT COUNT(*) FROM information_schema.COLUMNS
  WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'series_total' AND COLUMN_NAME = 'newest_id');
SET @change = IF(@there > 0, 'DO 0', 'ALTER TABLE series_total
  ADD COLUMN newest_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT ''''');
PREPARE change_series_total FROM @change;
EXECUTE change_series_total;
DEALLOCATE PREPARE change_series_total;

UPDATE series_total s
JOIN (SELECT schedule, storage, server, scope, MAX(backup_id) AS newest_id
      FROM copy FORCE INDEX (PRIMARY) WHERE stored_at IS NOT NULL AND status NOT IN ('pending', 'failed')
      GROUP BY schedule, storage, server, scope) c
  ON c.schedule = s.schedule AND c.storage = s.storage AND c.server = s.server
    AND c.scope = s.scope
SET s.newest_id = GREATEST(s.newest_id, c.newest_id);

SET SESSION sql_mode = @mode_before;
