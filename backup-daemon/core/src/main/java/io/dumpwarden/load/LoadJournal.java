package io.dumpwarden.load;

import io.dumpwarden.config.OwnTables;
import io.dumpwarden.script.SqlName;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What of a load is done: a table in each database that is filled, whose rows are committed
 * together with what they tell of. It is dropped when all is done.
 */
public final class LoadJournal {

  /** The table's name; no dump holds one of that name. */
  public static final String TABLE = OwnTables.LOAD_JOURNAL;

  private static final String TOKEN = "token ";
  private static final String DEFINED = "definitions";

  private final String token;
  private final Set<String> databases = new TreeSet<>();
  private Set<String> done = Set.of();

  LoadJournal(String token) {
    this.token = token;
  }

  /** The table in a database, quoted. */
  static String in(String database) {
    return SqlName.quoted(database) + "." + SqlName.quoted(TABLE);
  }

  /**
   * Reads what an earlier load has done.
   *
   * @param in all databases of the load, those too that get no rows
   * @return whether its definitions were all made
   */
  boolean read(TargetSession session, Collection<String> in) throws SQLException {
    databases.addAll(in);
    boolean defined = !databases.isEmpty();
    for (String database : databases) {
      defined &= there(session, database) && isBegun(notes(session, database));
    }
    if (defined) {
      refresh(session);
    }
    return defined;
  }

  private boolean isBegun(Set<String> notes) {
    return notes.contains(TOKEN + token) && notes.contains(DEFINED);
  }

  /**
   * Reads once more what the server has kept of it.
   *
   * @throws SQLException also where the journal is gone from a database
   */
  void refresh(TargetSession session) throws SQLException {
    Set<String> all = new HashSet<>();
    for (String database : databases) {
      all.addAll(notes(session, database));
    }
    done = Set.copyOf(all);
  }

  /**
   * Begins anew: all definitions are made now, and nothing else is.
   *
   * @param in all databases of the load, those too that get no rows
   */
  void begin(TargetSession session, Collection<String> in) throws SQLException {
    databases.addAll(in);
    for (String database : databases) {
      session.execute("DROP TABLE IF EXISTS " + in(database));
      session.execute(
          """
          CREATE TABLE %s (
            part VARCHAR(190) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY
          ) ENGINE=InnoDB COMMENT='a restore at work'"""
              .formatted(in(database)));
    }
    session.execute("START TRANSACTION");
    for (String database : databases) {
      session.execute(insert(database, List.of(TOKEN + token, DEFINED)));
    }
    session.execute("COMMIT");
  }

  /** In one statement: a client that goes away in the middle leaves all of them or none. */
  void end(TargetSession session) throws SQLException {
    if (!databases.isEmpty()) {
      session.execute(
          "DROP TABLE IF EXISTS "
              + databases.stream().map(LoadJournal::in).collect(Collectors.joining(", ")));
    }
  }

  boolean isDone(String part) {
    return done.contains(part);
  }

  /** The same for rows; what is filled anew may be written down already. */
  static String note(Portion portion) {
    String insert = insert(portion.database(), portion.parts());
    return portion.transactional() ? insert : insert.replaceFirst("INSERT", "REPLACE");
  }

  /** To be executed in the transaction that does it. */
  static String insert(String database, Collection<String> parts) {
    List<String> values = new ArrayList<>();
    parts.forEach(part -> values.add("('" + part + "')"));
    return "INSERT INTO " + in(database) + " VALUES " + String.join(",", values);
  }

  /** Whether a transaction whose end was not heard came to it. */
  static boolean has(TargetSession session, String database, String part) throws SQLException {
    return !session
        .column("SELECT 1 FROM %s WHERE part = '%s'".formatted(in(database), part))
        .isEmpty();
  }

  private static boolean there(TargetSession session, String database) throws SQLException {
    String sql =
        """
        SELECT 1 FROM information_schema.TABLES
        WHERE TABLE_SCHEMA = %s AND TABLE_NAME = '%s'"""
            .formatted(literal(database), TABLE);
    return !session.column(sql).isEmpty();
  }

  private static Set<String> notes(TargetSession session, String database) throws SQLException {
    return new HashSet<>(session.column("SELECT part FROM " + in(database)));
  }

  /** As a text of SQL that means the same under every SQL mode. */
  static String literal(String text) {
    return "_utf8mb4 x'" + HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8)) + "'";
  }
}
