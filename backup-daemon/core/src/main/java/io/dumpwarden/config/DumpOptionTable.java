package io.dumpwarden.config;

import static io.dumpwarden.config.DumpOption.free;
import static io.dumpwarden.config.DumpOption.on;
import static io.dumpwarden.config.Flavor.MARIADB;
import static io.dumpwarden.config.Flavor.MYSQL;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The dump options that there are, and the values they take: all others are refused. What a dump is
 * told comes from here alone, so that nothing becomes an option that was not meant to be one.
 */
public final class DumpOptionTable {

  private static final List<DumpOption> ALL =
      List.of(
          on("single-transaction", "one snapshot for all tables; lock-all-tables takes its place"),
          on("quick", "rows pass through the tool, not through its memory"),
          free("routines", "on", "procedures and functions; off leaves them out"),
          free("triggers", "on", "triggers; off leaves them out"),
          free("events", "on", "events; off leaves them out"),
          on("hex-blob", "binary values as hexadecimal digits, which every client reads alike"),
          on("tz-utc", "TIMESTAMP values in UTC, whatever the servers' time zones"),
          on("comments", "comments, and with them the end marker that proves a dump complete"),
          free("default-character-set", one("utf8mb4"), "utf8mb4", "every character there is")
              .fixedNow(),
          on("no-tablespaces", "no list of tablespaces, which needs PROCESS and restores nothing"),
          free("max-allowed-packet", size(1 << 20, 1 << 30), "1G", "the longest row that passes"),
          free("set-gtid-purged", one("OFF"), "OFF", "a restore does not change the server's GTIDs")
              .only(MYSQL, "5.6.9")
              .fixedNow(),
          free("column-statistics", "off", "histograms, an error on servers that have none")
              .only(MYSQL, "8.0.2")
              .fixedNow(),
          free(
              "lock-all-tables",
              "",
              "a global read lock for the whole dump: consistent for every engine, but nobody writes meanwhile; needs RELOAD"),
          free("net-buffer-length", size(4096, 16 << 20), "", "about how long one INSERT grows"),
          free("extended-insert", "", "many rows in one INSERT; off makes a line for each row"),
          free("complete-insert", "", "INSERT names its columns"),
          free("insert-ignore", "", "INSERT IGNORE: rows whose key is there are passed over"),
          free("replace", "", "REPLACE instead of INSERT"),
          free("add-drop-table", "", "DROP TABLE before each CREATE TABLE"),
          free("add-drop-trigger", "", "DROP TRIGGER before each CREATE TRIGGER"),
          free("add-drop-database", "", "DROP DATABASE before each CREATE DATABASE"),
          free("add-locks", "", "LOCK TABLES around the rows of a table"),
          free("disable-keys", "", "indexes of MyISAM tables are built after their rows"),
          free("no-autocommit", "", "one transaction for the rows of a table"),
          free("order-by-primary", "", "rows in the order of the primary key; slower"),
          free("order-by-size", "", "small tables first").only(MARIADB, "10.9.1"),
          free("allow-keywords", "", "column names that are keywords get their table's name"),
          free("dump-date", "", "the end marker says when; off makes equal dumps equal bytes"),
          free("no-data-med", "", "no rows of tables whose rows are elsewhere, such as FEDERATED")
              .only(MARIADB, ""),
          free("copy-s3-tables", "", "rows of tables of engine S3").only(MARIADB, "10.5.0"),
          free("log-queries", "", "restores show in the server's general and slow log")
              .only(MARIADB, "10.1.0"),
          free(
                  "max-statement-time",
                  number(0, 31_536_000),
                  "",
                  "seconds after which the server ends a query of the dump, and so the dump")
              .only(MARIADB, "10.1.0"),
          free("compress", "", "compression between server and tool"),
          free("compression-algorithms", one("zstd", "zlib", "uncompressed"), "", "which of them")
              .only(MYSQL, "8.0.18"),
          free("zstd-compression-level", number(1, 22), "", "how hard zstd tries")
              .only(MYSQL, "8.0.18"),
          free("mysqld-long-query-time", number(0, 31_536_000), "", "the session's long_query_time")
              .only(MYSQL, "8.0.30"),
          free("show-create-table-skip-secondary-engine", "", "no SECONDARY_ENGINE clauses")
              .only(MYSQL, "8.0.18"),
          free("skip-generated-invisible-primary-key", "", "no generated invisible primary keys")
              .only(MYSQL, "8.0.30"),
          free(
                  "output-as-version",
                  one("SERVER", "BEFORE_8_0_23", "BEFORE_8_2_0"),
                  "",
                  "the words of an older release for events on replicas")
              .only(MYSQL, "8.2.0"),
          free("masking-policies", "", "masking policies").only(MYSQL, "9.7.0"),
          free("add-drop-masking-policy", "", "DROP before each CREATE MASKING POLICY")
              .only(MYSQL, "9.7.0"));

  private static final Map<String, DumpOption> BY_NAME = new LinkedHashMap<>();

  static {
    ALL.forEach(option -> BY_NAME.put(option.name(), option));
  }

  private DumpOptionTable() {}

  /** All of them, in the order in which a tool is told them. */
  public static List<DumpOption> all() {
    return ALL;
  }

  /** Those that exist and are none, by name, with the reason why nobody may set them. */
  public static Map<String, String> refused() {
    return RefusedDumpOptions.REASONS;
  }

  public static Optional<DumpOption> find(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  /**
   * The value as the option takes it.
   *
   * @throws IllegalArgumentException where the option is not allowed or the value does not fit
   */
  static String check(String name, String value) {
    DumpOption option = find(name).orElseThrow(() -> unknown(name));
    if (option.fixed()) {
      throw new IllegalArgumentException(
          "dump option '%s' is always %s: %s".formatted(name, option.standard(), option.meaning()));
    }
    try {
      return option.value().check(value);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "dump option '%s' cannot be '%s': it takes %s"
              .formatted(name, value, option.value().expected()),
          e);
    }
  }

  private static IllegalArgumentException unknown(String name) {
    String reason = RefusedDumpOptions.REASONS.get(name);
    if (reason != null) {
      return new IllegalArgumentException(
          "dump option '%s' may not be set: %s".formatted(name, reason));
    }
    TreeSet<String> settable = new TreeSet<>();
    ALL.stream().filter(option -> !option.fixed()).map(DumpOption::name).forEach(settable::add);
    return new IllegalArgumentException(
        "there is no dump option '%s'%s".formatted(name, Nearest.hint(name, settable)));
  }

  private static DumpOptionValue one(String... words) {
    return new DumpOptionValue.Choice(List.of(words));
  }

  private static DumpOptionValue number(int min, int max) {
    return new DumpOptionValue.Number(min, max);
  }

  private static DumpOptionValue size(int min, int max) {
    return new DumpOptionValue.Size(min, max);
  }
}
