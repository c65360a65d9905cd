package io.dumpwarden.drill;

import io.dumpwarden.config.Server;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.secret.SecretVault;
import io.dumpwarden.source.Login;
import io.dumpwarden.source.ServerConnector;
import io.dumpwarden.source.ServerFacts;
import io.dumpwarden.source.ServerInspector;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A configured server as a throwaway: databases of names that nobody else has, dropped afterwards.
 */
final class ScratchServers implements ThrowawayServers {

  /**
   * How servers are reached.
   *
   * @param connector without a limit on how long a statement may take
   */
  record Access(ServerConnector connector, ServerInspector inspector, SecretVault vault) {

    /** The server's restore account, or, where none is set, its backup account. */
    Login login(Server server) {
      return Login.of(server, server.restoreAccount().orElse(server.backup()), vault);
    }
  }

  private final Server server;
  private final boolean allowSource;
  private final Access access;
  private final ScratchSweep sweep;

  /**
   * @param allowSource whether it may be the server that was dumped
   */
  ScratchServers(Server server, boolean allowSource, Access access, ScratchSweep sweep) {
    this.server = server;
    this.allowSource = allowSource;
    this.access = access;
    this.sweep = sweep;
  }

  @Override
  public ThrowawayServer start(Drill drill, DrillSubject subject) {
    requireHarmless(subject);
    Login login = access.login(server);
    try (Connection connection = access.connector().connect(login)) {
      ServerFacts facts = access.inspector().facts(connection, login);
      requireNoEvents(connection, subject);
      sweep.sweep(connection, server.name());
      return new ScratchDatabases(
          server, login, access, names(drill, subject), ScratchDatabases.limits(subject, facts));
    } catch (SQLException e) {
      throw new DumpwardenException(
          ErrorCode.SERVER_GONE,
          "scratch server %s went away: %s".formatted(server.name(), e.getMessage()),
          e);
    }
  }

  private static Map<String, String> names(Drill drill, DrillSubject subject) {
    Map<String, String> names = new LinkedHashMap<>();
    List<String> databases = subject.backup().databases();
    for (int i = 0; i < databases.size(); i++) {
      names.put(databases.get(i), ScratchDatabases.name(drill.tag(), i + 1));
    }
    return names;
  }

  private void requireHarmless(DrillSubject subject) {
    if (server.isProtected()) {
      throw refused(
          "is protected: drills never restore into it",
          "name a server that nobody's data rests on, or none for an embedded MariaDB");
    }
    if (!allowSource && isSource(subject)) {
      throw refused(
          "is the one that backup %s was made of".formatted(subject.backup().id()),
          "name another one by --scratch, or add --allow-source to load it a second time there");
    }
  }

  private boolean isSource(DrillSubject subject) {
    return server.name().equals(subject.manifest().server().name())
        || server.host().equalsIgnoreCase(subject.manifest().server().host())
            && server.port() == subject.manifest().server().port();
  }

  /** What events do would be done there, with whatever they reach. */
  private void requireNoEvents(Connection connection, DrillSubject subject) throws SQLException {
    if (!subject.mayHaveEvents()) {
      return;
    }
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT @@GLOBAL.event_scheduler")) {
      row.next();
      if (row.getString(1).equalsIgnoreCase("ON") || row.getString(1).equals("1")) {
        throw refused(
            "runs events, and the backup has some, or may have some, which would be run there",
            "run SET GLOBAL event_scheduler = OFF on the scratch server");
      }
    }
  }

  private DumpwardenException refused(String why, String hint) {
    return new DumpwardenException(
        ErrorCode.SCRATCH_REFUSED,
        "scratch server %s %s".formatted(server.name(), why),
        hint,
        null);
  }
}
