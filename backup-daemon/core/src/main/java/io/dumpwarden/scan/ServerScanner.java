package io.dumpwarden.scan;

import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.Schedule;
import io.dumpwarden.config.Server;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.secret.SecretVault;
import io.dumpwarden.source.Login;
import io.dumpwarden.source.ServerConnector;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Looks over servers and remembers what it saw. Holds no state; safe for use by many threads. */
public final class ServerScanner {

  private final SecretVault vault;
  private final ServerConnector connector;
  private final ScanStore store;
  private final InstantSource clock;

  public ServerScanner(
      SecretVault vault, ServerConnector connector, ScanStore store, InstantSource clock) {
    this.vault = vault;
    this.connector = connector;
    this.store = store;
    this.clock = clock;
  }

  /**
   * Asks the server what it holds, in a few questions however much that is, and remembers it.
   *
   * @throws DumpwardenException where the server cannot be reached or asked
   */
  public ServerScan scan(Server server) {
    try (Connection connection = connector.connect(login(server))) {
      ServerScan scan =
          new ServerScan(server.name(), clock.instant(), new HoldingsQuery(connection).read());
      store.save(scan);
      return scan;
    } catch (SQLException e) {
      throw new DumpwardenException(
          ErrorCode.SERVER_GONE,
          "server %s failed while it was asked what it holds: %s"
              .formatted(server.name(), e.getMessage()),
          e);
    }
  }

  /** What protects each database of a scan, by the rows and the catalog as they are now. */
  public List<Coverage> coverage(ServerScan scan, ConfigSnapshot config) {
    List<String> present =
        scan.holdings().databases().stream().map(DatabaseHoldings::name).toList();
    Map<String, Set<String>> selected = selected(scan.server(), present, config);
    Map<String, Instant> backups = store.lastBackups(scan.server(), present);
    return scan.holdings().databases().stream()
        .map(
            database ->
                new Coverage(
                    database,
                    selected.entrySet().stream()
                        .filter(schedule -> schedule.getValue().contains(database.name()))
                        .map(Map.Entry::getKey)
                        .toList(),
                    backups.get(database.name())))
        .toList();
  }

  private static Map<String, Set<String>> selected(
      String server, List<String> present, ConfigSnapshot config) {
    Map<String, Set<String>> selected = new TreeMap<>();
    config.runnable().stream()
        .filter(schedule -> schedule.firing().isPresent())
        .filter(schedule -> config.serversOf(schedule).stream().anyMatch(isNamed(server)))
        .forEach(schedule -> selected.put(schedule.name(), databases(schedule, present, config)));
    return selected;
  }

  private static Predicate<Server> isNamed(String name) {
    return server -> server.name().equals(name);
  }

  private static Set<String> databases(
      Schedule schedule, List<String> present, ConfigSnapshot config) {
    return Set.copyOf(schedule.spec().selection().of(present, config.settings()).databases());
  }

  private Login login(Server server) {
    return Login.of(server, server.backup(), vault);
  }
}
