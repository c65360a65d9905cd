package io.dumpwarden.script;

import java.util.List;
import java.util.Set;

/**
 * What the text of a dump holds that not every server takes; of its statements, not of its rows.
 *
 * @param tool the line that says which tool made it, such as {@code MariaDB dump 10.19-11.4.5};
 *     empty where there is none
 * @param serverVersion as the dump's header says it; empty where it does not
 * @param databases those that it creates or uses, in its order
 * @param unnamed whether there are statements for tables before any USE: such a dump has to be told
 *     which database it is for
 * @param collations all that are named, in lower case
 * @param definers as {@code `user`@`host`}
 * @param sandboxLine whether its first line puts MariaDB's client into sandbox mode
 * @param gtidPurged whether it sets {@code GTID_PURGED}
 * @param logBinOff whether it turns the binary log off for its session
 * @param dropsDatabases whether it drops databases before it creates them
 * @param features what only some servers have
 * @param complete whether its last line is the tool's end marker
 */
public record ScriptTraits(
    String tool,
    String serverVersion,
    List<String> databases,
    boolean unnamed,
    Set<String> collations,
    Set<String> definers,
    boolean sandboxLine,
    boolean gtidPurged,
    boolean logBinOff,
    boolean dropsDatabases,
    Set<Feature> features,
    boolean complete) {

  /** What only some servers have. */
  public enum Feature {
    /** MariaDB's. */
    SEQUENCES,
    /** MariaDB's. */
    SYSTEM_VERSIONING,
    /** MariaDB's, of its Oracle mode. */
    PACKAGES,
    /** MariaDB's periods of application time. */
    PERIODS,
    /** Columns of type UUID, INET4 or INET6: MariaDB's. */
    MARIADB_TYPES,
    /** Columns of type VECTOR, which both have but write in different ways. */
    VECTORS,
    /** Engines of MariaDB alone: Aria, ColumnStore, S3, Mroonga … */
    MARIADB_ENGINES,
    /** MySQL's indexes on expressions. */
    FUNCTIONAL_INDEXES,
    /** MySQL's columns and indexes that are INVISIBLE; MariaDB writes them otherwise. */
    INVISIBLE
  }
}
