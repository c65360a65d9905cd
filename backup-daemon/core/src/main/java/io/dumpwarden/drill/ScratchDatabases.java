package io.dumpwarden.drill;

import io.dumpwarden.config.Server;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.source.Login;
import io.dumpwarden.source.ServerFacts;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Databases of one drill on a scratch server. */
final class ScratchDatabases implements ThrowawayServer {

  private static final Logger LOG = LoggerFactory.getLogger(ScratchDatabases.class);
  private static final String PREFIX = "_dumpwarden_drill_";
  private static final Pattern NAME = Pattern.compile(PREFIX + "([0-9a-f]{8})_\\d+");

  private final Server server;
  private final Login login;
  private final ScratchServers.Access access;
  private final Map<String, String> databases;
  private final List<String> limits;

  ScratchDatabases(
      Server server,
      Login login,
      ScratchServers.Access access,
      Map<String, String> databases,
      List<String> limits) {
    this.server = server;
    this.login = login;
    this.access = access;
    this.databases = databases;
    this.limits = limits;
  }

  static String name(String tag, int number) {
    return PREFIX + tag + "_" + number;
  }

  /** The tag of the drill that a database of this name belongs to; empty where it is none's. */
  static Optional<String> tagOf(String database) {
    Matcher name = NAME.matcher(database);
    return name.matches() ? Optional.of(name.group(1)) : Optional.empty();
  }

  static List<String> limits(DrillSubject subject, ServerFacts facts) {
    return facts.flavor() == subject.flavor()
        ? List.of()
        : List.of(subject.limitIn(Throwaways.make(facts.flavor()) + " " + facts.version()));
  }

  static void drop(Connection connection, Collection<String> names) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      // tables of one may refer to another's
      statement.execute("SET SESSION foreign_key_checks = 0");
      for (String name : names) {
        statement.execute("DROP DATABASE IF EXISTS " + Identifier.quoted(name));
      }
    }
  }

  @Override
  public String describe() {
    return "server " + server.name();
  }

  @Override
  public Login login() {
    return login;
  }

  @Override
  public Map<String, String> databases() {
    return databases;
  }

  @Override
  public List<String> limits() {
    return limits;
  }

  @Override
  public void close() {
    try (Connection connection = access.connector().connect(login)) {
      drop(connection, databases.values());
    } catch (SQLException | DumpwardenException e) {
      LOG.warn(
          "databases {} of a drill stay on server {} until the next one there: {}",
          databases.values(),
          server.name(),
          e.getMessage());
    }
  }
}
