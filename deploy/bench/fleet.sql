-- A fleet and its history, made on the server: see README.md. Runs on MariaDB and MySQL, on a store
-- that has been migrated and is empty. The session says how much:
--   SET @servers = 2000, @days = 408;
-- which makes two and a half schedules for each server, and about @servers * @days * 1.24 backups of
-- two copies each. Everything is the same each time but for the day that it ends at, today.
-- The sums of V7 are counted afterwards, by the statements of that migration itself.

SET SESSION unique_checks = 0, foreign_key_checks = 0;
SET @now = UTC_TIMESTAMP(6);
SET @today = DATE(@now);

CREATE TABLE digit (d INT PRIMARY KEY);
INSERT INTO digit VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9);
CREATE TABLE number (n INT PRIMARY KEY);
INSERT INTO number
SELECT a.d + 10 * b.d + 100 * c.d + 1000 * e.d + 10000 * f.d + 100000 * g.d AS n
FROM digit g, digit f, digit e, digit c, digit b, digit a
WHERE a.d + 10 * b.d + 100 * c.d + 1000 * e.d + 10000 * f.d + 100000 * g.d < @servers * @days
ORDER BY n;

-- Configuration: every server has a nightly and a weekly schedule, every second a monthly one.
INSERT INTO server (name, flavor, host, port, username, password, labels)
SELECT CONCAT(ELT(1 + n % 8, 'shop', 'crm', 'billing', 'auth', 'search', 'stock', 'mail', 'report'),
    '-', LPAD(n, 4, '0')), IF(n % 3 = 0, 'mariadb', 'mysql'), '127.0.0.1', 3306, 'backup',
  'env:DUMPWARDEN_SECRET_FLEET',
  CONCAT('env=', IF(n % 5 = 0, 'test', 'prod'), ',tier=', 1 + n % 3)
FROM number WHERE n < @servers;
CREATE TABLE fleet_server (n INT PRIMARY KEY, name VARCHAR(128) NOT NULL) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
INSERT INTO fleet_server SELECT CAST(SUBSTRING_INDEX(name, '-', -1) AS SIGNED), name FROM server;

INSERT INTO storage (name, type, settings) VALUES
  ('disk', 'local', '{"path":"/srv/backups"}'), ('vault', 'local', '{"path":"/srv/vault"}'),
  ('attic', 'local', '{"path":"/srv/attic"}');

-- kind 0 is nightly, 1 weekly, 2 monthly; each kind has hours of its own
CREATE TABLE fleet_schedule (
  n INT NOT NULL, kind INT NOT NULL, name VARCHAR(128) NOT NULL, type VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  server VARCHAR(128) NOT NULL, storage VARCHAR(128) NOT NULL, keep_days INT NOT NULL,
  PRIMARY KEY (kind, n)) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
INSERT INTO fleet_schedule
SELECT s.n, k.d, CONCAT(ELT(1 + k.d, 'nightly-', 'weekly-', 'monthly-'), s.name),
  ELT(1 + k.d, 'daily', 'weekly', 'monthly'), s.name, IF(s.n % 2 = 0, 'vault', 'attic'),
  ELT(1 + k.d, 30, 90, 400)
FROM fleet_server s, digit k WHERE k.d < 2 OR k.d = 2 AND s.n % 2 = 0;
INSERT INTO schedule (name, type, cron, servers, mode)
SELECT name, type, CONCAT(n % 60, ' ', 1 + kind * 6 + n % 5, ' ',
    CASE kind WHEN 0 THEN '* * *' WHEN 1 THEN CONCAT('* * ', n % 7) ELSE CONCAT(1 + n % 28, ' * *') END),
  server, 'all'
FROM fleet_schedule;
INSERT INTO retention_rule (schedule, storage, keep_for, min_copies)
SELECT name, 'disk', CONCAT(keep_days, 'd'), 2 FROM fleet_schedule
UNION ALL SELECT name, storage, CONCAT(keep_days, 'd'), 2 FROM fleet_schedule;
INSERT INTO row_state (kind, row_key, content_hash, seen_version, seen_since, next_fire_at)
SELECT 'schedule', name, 'x', 1, @today - INTERVAL @days DAY,
  @today + INTERVAL (1 + n % IF(kind = 0, 1, IF(kind = 1, 7, 28))) DAY + INTERVAL (60 * (1 + kind * 6 + n % 5) + n % 60) MINUTE
FROM fleet_schedule;
INSERT INTO server_scan (server, scanned_at, result)
SELECT name, @now - INTERVAL n MINUTE, CONCAT('{"flavor":"MYSQL","version":"8.0.36","databases":[',
  '{"name":"app","bytes":', 1000000 * (1 + n % 977), ',"objects":{"tables":40,"views":2,"routines":1,"events":0,"triggers":1,"sequences":0},"access":null},',
  '{"name":"orders","bytes":', 700000 * (1 + n % 977), ',"objects":{"tables":12,"views":0,"routines":0,"events":0,"triggers":0,"sequences":0},"access":null}',
  '],"accessRemedy":null}')
FROM fleet_server;

-- Runs: a day of the fleet is @servers numbers. A weekly or monthly run has one in seven or thirty of
-- the days. Four in a hundred go wrong; what every 97th server did in the last three days, always.
CREATE TABLE fleet_run (
  n INT NOT NULL, server INT NOT NULL, kind INT NOT NULL, at DATETIME(6) NOT NULL, luck INT NOT NULL,
  id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL, PRIMARY KEY (n, kind));
INSERT INTO fleet_run
SELECT n, server, kind, at, luck,
  LOWER(CONCAT(SUBSTRING(ms, 1, 8), '-', SUBSTRING(ms, 9), '-7', kind, '00-8000-', LPAD(HEX(n), 12, '0')))
FROM (
  SELECT *, LPAD(HEX(1000 * TIMESTAMPDIFF(SECOND, '1970-01-01', at)), 12, '0') AS ms FROM (
    SELECT n.n, n.n % @servers AS server, k.d AS kind,
      @today - INTERVAL (@days - 1 - FLOOR(n.n / @servers)) DAY
        + INTERVAL (60 * (1 + k.d * 6 + n.n % @servers % 5) + n.n % @servers % 60) MINUTE AS at,
      IF(n.n % @servers % 97 = 5 AND FLOOR(n.n / @servers) > @days - 4, 0, CRC32(CONCAT(n.n, 'x', k.d)) % 1000) AS luck
    FROM number n, digit k
    WHERE k.d = 0 OR k.d = 1 AND (FLOOR(n.n / @servers) + n.n) % 7 = 0
      OR k.d = 2 AND n.n % @servers % 2 = 0 AND (FLOOR(n.n / @servers) + FLOOR(n.n / 2)) % 30 = 0) timed
  WHERE at < @now) named
ORDER BY at;

INSERT INTO run (id, schedule, server, type, trigger_kind, fire_time, attempt, status, queued_at,
  not_before, started_at, node_name, databases_done, databases_total, raw_bytes, stored_bytes, requested_by,
  ended_at, error_code, message, hint, retryable, ticket)
SELECT r.id, s.name, s.server, s.type, IF(luck BETWEEN 500 AND 509, 'cli', 'schedule'), r.at, 1,
  CASE WHEN luck < 20 THEN 'failed' WHEN luck < 35 THEN 'partial' WHEN luck < 40 THEN 'interrupted' ELSE 'succeeded' END,
  r.at, r.at, r.at + INTERVAL 2 SECOND, CONCAT('node-', 1 + r.server % 3), 1, 1, 1000000 * (1 + r.server % 977),
  200000 * (1 + r.server % 977), 'the schedule', r.at + INTERVAL (20 + r.server % 900) SECOND,
  CASE WHEN luck < 20 THEN 'SERVER_UNREACHABLE' WHEN luck < 35 THEN 'PARTIAL' WHEN luck < 40 THEN 'INTERRUPTED' END,
  CASE WHEN luck < 20 THEN CONCAT('server ', s.server, ' did not answer: connection refused')
    WHEN luck < 35 THEN 'one database was not backed up' WHEN luck < 40 THEN 'its process ended without a word' END,
  CASE WHEN luck < 20 THEN 'see that the server is up and that this node may reach it'
    WHEN luck < 35 THEN 'see the log of the run' WHEN luck < 40 THEN 'nothing to do: it is tried again' END,
  luck < 40, IF(luck BETWEEN 500 AND 509, CONCAT('OPS-', r.n % 10000), NULL)
FROM fleet_run r JOIN fleet_schedule s ON s.kind = r.kind AND s.n = r.server ORDER BY r.id;

-- Backups: of most servers one for each run, of every twelfth two; a failed run has none.
CREATE TABLE fleet_backup (
  id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL, run_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  server INT NOT NULL, kind INT NOT NULL, at DATETIME(6) NOT NULL, scope VARCHAR(128) NOT NULL, good INT NOT NULL,
  raw BIGINT NOT NULL, PRIMARY KEY (id)) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
INSERT INTO fleet_backup
SELECT CONCAT(SUBSTRING(r.id, 1, 16), k.d + 1, SUBSTRING(r.id, 18)), r.id, r.server, r.kind, r.at + INTERVAL 2 SECOND,
  IF(k.d = 0, IF(r.server % 11 = 0, 'orders', 'app'), 'orders_archive'), r.luck >= 40 OR r.luck >= 20 AND k.d = 1,
  1000000 * (1 + r.server % 977) + 1000 * (r.n % 9973)
FROM fleet_run r, digit k WHERE r.luck >= 20 AND (k.d = 0 OR k.d = 1 AND r.server % 12 = 0) ORDER BY r.id, k.d;
INSERT INTO backup (id, run_id, schedule, server, type, scope, database_names, engine, status, started_at,
  finished_at, raw_bytes, raw_digest, stored_bytes, sha256, manifest, error_code, message)
SELECT b.id, b.run_id, s.name, s.server, s.type, b.scope, CONCAT('["', b.scope, '"]'), 'mysqldump',
  IF(b.good, 'succeeded', 'failed'), b.at, b.at + INTERVAL (20 + b.server % 900) SECOND,
  IF(b.good, b.raw, NULL), IF(b.good, '0123456789abcdef', NULL), IF(b.good, FLOOR(b.raw / 5), NULL),
  IF(b.good, REPEAT('ab', 32), NULL), IF(b.good, CONCAT('{"note":"', REPEAT('m', 200), '"}'), NULL),
  IF(b.good, NULL, 'DUMP_FAILED'),
  IF(b.good, NULL, CONCAT('the dump of ', b.scope, ' ended early: ',
    ELT(1 + b.server % 3, 'lost connection to the server', 'lock wait timeout exceeded', 'the disk is full')))
FROM fleet_backup b JOIN fleet_schedule s ON s.kind = b.kind AND s.n = b.server ORDER BY b.id;
INSERT INTO backup_database (server, database_name, backup_id)
SELECT s.name, b.scope, b.id FROM fleet_backup b JOIN fleet_server s ON s.n = b.server;

INSERT INTO copy (id, backup_id, schedule, storage, server, scope, storage_id, object_key, upload_id, status,
  bytes, stored_at, deleted_at, verified_at, verification, tried_at)
SELECT CONCAT(SUBSTRING(b.id, 1, 19), k.d + 1, SUBSTRING(b.id, 21)), b.id, s.name, IF(k.d = 0, 'disk', s.storage),
  s.server, b.scope, t.id, CONCAT(s.server, '/', s.type, '/', b.scope, '/', b.scope, '_', b.run_id, '.sql.zst'), '',
  CASE WHEN NOT b.good THEN 'failed' WHEN b.at < @now - INTERVAL s.keep_days DAY THEN 'deleted' ELSE 'stored' END,
  IF(b.good, FLOOR(b.raw / 5), 0), IF(b.good, b.at + INTERVAL 1 MINUTE, NULL),
  IF(b.good AND b.at < @now - INTERVAL s.keep_days DAY, b.at + INTERVAL s.keep_days DAY, NULL),
  IF(b.good AND b.server % 4 > 0, b.at + INTERVAL 5 HOUR, NULL), IF(b.good AND b.server % 4 > 0, 'verified', NULL),
  IF(b.good AND b.server % 4 > 0, b.at + INTERVAL 5 HOUR, NULL)
FROM fleet_backup b JOIN digit k ON k.d < 2 JOIN fleet_schedule s ON s.kind = b.kind AND s.n = b.server
  JOIN storage t ON t.name = IF(k.d = 0, 'disk', s.storage)
ORDER BY b.id, k.d;

-- The sums of V2 and V5.
INSERT INTO series_total (schedule, storage, server, scope, bytes, deleted, unverified, verified)
SELECT schedule, storage, server, scope, SUM(IF(status = 'stored', bytes, 0)), SUM(status = 'deleted'),
  SUM(status = 'stored' AND verification IS NULL), SUM(status = 'stored' AND verification <=> 'verified')
FROM copy FORCE INDEX (PRIMARY) GROUP BY schedule, storage, server, scope;
INSERT INTO backup_total (server, scope, type, status, total)
SELECT server, scope, type, status, COUNT(*) FROM backup FORCE INDEX (PRIMARY) GROUP BY server, scope, type, status;
INSERT INTO backup_last_good (server, scope, schedule, type, started_at, finished_at, raw_bytes, stored_bytes)
SELECT b.server, b.scope, b.schedule, b.type, b.started_at, b.finished_at, b.raw_bytes, b.stored_bytes
FROM backup b JOIN (SELECT MAX(id) AS id FROM backup FORCE INDEX (PRIMARY) WHERE status = 'succeeded' GROUP BY server, scope, schedule) l ON l.id = b.id;
INSERT INTO run_total (schedule, trigger_kind, status, total)
SELECT schedule, trigger_kind, status, COUNT(*) FROM run FORCE INDEX (PRIMARY) GROUP BY schedule, trigger_kind, status;

-- Beside them: drills, restores, who changed what.
INSERT INTO drill (id, backup_id, schedule, server, scope, storage, scratch, requested_by, status, started_at, ended_at, restore_ms)
SELECT CONCAT(SUBSTRING(id, 1, 19), '9', SUBSTRING(id, 21)), id, schedule, server, scope, 'disk', 'embedded', 'the schedule',
  IF(CRC32(id) % 20 = 0, 'failed', 'succeeded'), finished_at, finished_at + INTERVAL 5 MINUTE, 60000 + CRC32(id) % 600000
FROM backup WHERE status = 'succeeded' AND type = 'weekly' AND started_at > @now - INTERVAL 8 DAY;
INSERT INTO restore (id, backup_id, source, from_server, storage, target, database_names, mode, requested_by, status, phase, started_at, ended_at)
SELECT CONCAT(SUBSTRING(id, 1, 19), '8', SUBSTRING(id, 21)), id, 'backup', server, 'disk', server, CONCAT('{"', scope, '":"', scope, '"}'),
  'new', 'somebody (admin)', IF(CRC32(id) % 10 = 0, 'failed', 'succeeded'), 'done', finished_at, finished_at + INTERVAL 5 MINUTE
FROM backup WHERE status = 'succeeded' AND type = 'monthly';
INSERT INTO audit_log (happened_at, actor, channel, action, kind, row_key, before_fields, after_fields)
SELECT @now - INTERVAL n MINUTE, CONCAT('person-', n % 20), ELT(1 + n % 3, 'ui', 'api', 'cli'), ELT(1 + n % 3, 'update', 'create', 'delete'),
  ELT(1 + n % 4, 'server', 'schedule', 'storage', 'retention_rule'), CONCAT('row-', n % 5000), '{}', '{"enabled":"true"}'
FROM number WHERE n < @servers * 100 ORDER BY n DESC;

DROP TABLE fleet_backup;
DROP TABLE fleet_run;
DROP TABLE fleet_schedule;
DROP TABLE fleet_server;
DROP TABLE number;
DROP TABLE digit;
SET SESSION unique_checks = 1, foreign_key_checks = 1;
