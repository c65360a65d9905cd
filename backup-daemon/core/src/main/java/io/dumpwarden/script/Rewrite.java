package io.dumpwarden.script;

/** A change to a dump's statements that is known to be safe; never one to rows or texts. */
public enum Rewrite {
  /** Collations {@code utf8mb4_0900_*} become those of UCA 14, for MariaDB 10.10 and later. */
  COLLATIONS_FOR_MARIADB,
  /** Collations of UCA 9 and 14 become {@code utf8mb4_unicode_520_ci} and its like. */
  COLLATIONS_FOR_OLD_SERVERS,
  /** Collations {@code utf8mb4_uca1400_*} become those of UCA 9, for MySQL 8.0 and later. */
  COLLATIONS_FOR_MYSQL,
  /** Views, triggers, routines and events belong to the account that restores them. */
  DEFINERS,
  /** The line that puts MariaDB's client into its sandbox mode is left out. */
  SANDBOX_LINE,
  /** {@code GTID_PURGED} and {@code SQL_LOG_BIN} are left out: statements of MySQL alone. */
  MYSQL_REPLICATION,
  /** LOCK and UNLOCK TABLES are left out, which stand in the way of sequences as defaults. */
  LOCKS,
  /**
   * What MySQL does not take and can be left out: statements in comments for MariaDB alone, and the
   * table options PAGE_CHECKSUM and TRANSACTIONAL.
   */
  MARIADB_ONLY
}
