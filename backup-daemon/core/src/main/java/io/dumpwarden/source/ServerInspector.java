package io.dumpwarden.source;

import io.dumpwarden.config.Flavor;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Asks a server what it is and what it holds. Stateless. A query that fails is {@code
 * SERVER_UNREACHABLE}, since every account may ask these.
 */
public final class ServerInspector {

  /** What the server says of itself, and what the account may do there. */
  public ServerFacts facts(Connection connection) {
    return asking(
        "its version and what the account may do",
        () -> {
          Grants grants = GrantsQuery.read(connection);
          boolean gtids = hasGtids(connection);
          try (Statement statement = connection.createStatement();
              ResultSet row = statement.executeQuery("SELECT VERSION(), @@log_bin")) {
            row.next();
            return facts(row.getString(1), row.getBoolean(2), gtids, grants);
          }
        });
  }

  /**
   * What the server says of itself, when it is of the flavor that its row names.
   *
   * @throws DumpwardenException {@code CONFIG_INVALID} when it is of the other one
   */
  public ServerFacts facts(Connection connection, Login login) {
    ServerFacts facts = facts(connection);
    if (facts.flavor() != login.flavor()) {
      throw new DumpwardenException(
          ErrorCode.CONFIG_INVALID,
          "%s is configured as %s but runs %s %s: change the server's flavor"
              .formatted(
                  login.address(), login.flavor().id(), facts.flavor().id(), facts.version()));
    }
    return facts;
  }

  /** Every database that the account can see, system ones included, in the server's order. */
  public List<String> databases(Connection connection) {
    return asking(
        "its databases",
        () -> {
          List<String> names = new ArrayList<>();
          try (Statement statement = connection.createStatement();
              ResultSet rows = statement.executeQuery("SHOW DATABASES")) {
            while (rows.next()) {
              names.add(rows.getString(1));
            }
          }
          return List.copyOf(names);
        });
  }

  /**
   * What a database holds.
   *
   * @throws DumpwardenException {@code NOT_FOUND} when there is no such database in sight
   */
  public Inventory inventory(Connection connection, String database) {
    return asking(
        "what database " + database + " holds",
        () -> new InventoryQuery(connection, database).read());
  }

  /**
   * Where the server's binary log stands now, as far as the account may ask, for which {@link
   * BinlogGrant#remedy} has the statement to run; empty where it writes none.
   */
  public Optional<BinlogPosition> position(Connection connection, ServerFacts server) {
    return asking("where its binary log stands", () -> PositionQuery.read(connection, server));
  }

  /** The views that make a dump fail unless they are left out; asks twice for each view. */
  public List<BrokenView> brokenViews(Connection connection, String database) {
    return asking(
        "which views of " + database + " it can open",
        () -> new BrokenViewQuery(connection, database).read());
  }

  /** Whether the account sees routines whose text it may not read, which make a dump fail. */
  public boolean hidesRoutines(Connection connection, String database) {
    return asking(
        "which routines of " + database + " the account may read",
        () -> HiddenRoutineQuery.findsAny(connection, database));
  }

  private static ServerFacts facts(String version, boolean binlog, boolean gtids, Grants grants) {
    Flavor flavor = version.contains("MariaDB") ? Flavor.MARIADB : Flavor.MYSQL;
    return new ServerFacts(
        flavor, version, Version.in(release(version)).orElseThrow(), binlog, gtids, grants);
  }

  /** MariaDB has no such variable. */
  private static boolean hasGtids(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SHOW GLOBAL VARIABLES LIKE 'gtid_mode'")) {
      return row.next() && !row.getString(2).equals("OFF");
    }
  }

  /** MariaDB before 11 may put 5.5.5- in front, for old replicas. */
  private static String release(String version) {
    return version.startsWith("5.5.5-") ? version.substring("5.5.5-".length()) : version;
  }

  private static <T> T asking(String what, Question<T> question) {
    try {
      return question.ask();
    } catch (SQLException e) {
      throw new DumpwardenException(
          ErrorCode.SERVER_UNREACHABLE,
          "the server does not say %s: %s".formatted(what, e.getMessage()),
          e);
    }
  }

  private interface Question<T> {
    T ask() throws SQLException;
  }
}
