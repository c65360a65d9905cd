package io.dumpwarden.drill;

import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.Flavor;
import io.dumpwarden.config.Server;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.secret.SecretVault;
import io.dumpwarden.source.Login;
import io.dumpwarden.source.ServerConnector;
import io.dumpwarden.source.ServerInspector;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where backups may be restored to be proven. Safe for use by many threads. */
public final class Throwaways {

  private static final Logger LOG = LoggerFactory.getLogger(Throwaways.class);

  /** Dropping a large database takes its time. */
  private static final Duration SOCKET_TIMEOUT = Duration.ofMinutes(10);

  /**
   * What a drill is to use.
   *
   * @param name of the scratch server, or {@link Drill#EMBEDDED}
   */
  record Choice(String name, ThrowawayServers servers) {}

  private final Supplier<ConfigSnapshot> config;
  private final ThrowawayServers embedded;
  private final ScratchServers.Access access;
  private final ScratchSweep sweep;

  /**
   * @param embedded starts a MariaDB of our own
   * @param config the configuration as it is at each call
   */
  public Throwaways(
      Supplier<ConfigSnapshot> config,
      ThrowawayServers embedded,
      SecretVault vault,
      DrillStore drills) {
    this.config = config;
    this.embedded = embedded;
    ServerInspector inspector = new ServerInspector();
    this.access = new ScratchServers.Access(new ServerConnector(SOCKET_TIMEOUT), inspector, vault);
    this.sweep = new ScratchSweep(drills, inspector);
  }

  /**
   * The server that was asked for; else the fleet's scratch server where it is of the make that was
   * dumped; else an embedded MariaDB.
   *
   * @throws DumpwardenException {@code NOT_FOUND}
   */
  Choice choose(DrillRequest request, DrillSubject subject) {
    ConfigSnapshot now = config.get();
    if (request.scratch() != null) {
      return scratch(server(now, request.scratch()), request);
    }
    String set = now.settings().scratchServer();
    Optional<Server> server = Optional.ofNullable(set).flatMap(now::server);
    if (server.isPresent() && server.get().flavor() == subject.flavor()) {
      return scratch(server.get(), request);
    }
    // one of our own proves all that a MariaDB was: what is wrong with the setting is no obstacle
    if (subject.flavor() != Flavor.MARIADB) {
      now.requireValid("scratch_server");
      if (set != null) {
        server(now, set);
      }
    }
    return new Choice(Drill.EMBEDDED, embedded);
  }

  /** How a drill that could not begin says where it was to be. */
  String wanted(DrillRequest request) {
    String set = config.get().settings().scratchServer();
    String name = request.scratch() != null ? request.scratch() : set;
    return name != null ? name : Drill.EMBEDDED;
  }

  /** Drops what drills that are over left on a scratch server; says in the log where it cannot. */
  void sweep(String name) {
    Optional<Server> server = config.get().server(name);
    if (name.equals(Drill.EMBEDDED) || server.isEmpty()) {
      return;
    }
    try {
      Login login = access.login(server.get());
      try (Connection connection = access.connector().connect(login)) {
        sweep.sweep(connection, name);
      }
    } catch (SQLException | DumpwardenException e) {
      LOG.warn(
          "what drills left on server {} stays until the next one there: {}", name, e.getMessage());
    }
  }

  private Choice scratch(Server server, DrillRequest request) {
    return new Choice(
        server.name(), new ScratchServers(server, request.allowSource(), access, sweep));
  }

  private static Server server(ConfigSnapshot config, String name) {
    return config
        .server(name)
        .orElseThrow(
            () -> new DumpwardenException(ErrorCode.NOT_FOUND, "there is no valid server " + name));
  }

  /** How messages name the make of a server. */
  static String make(Flavor flavor) {
    return flavor == Flavor.MARIADB ? "MariaDB" : "MySQL";
  }
}
