package io.dumpwarden.backup;

import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.Schedule;
import io.dumpwarden.config.Server;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.pipeline.CompressionMemory;
import io.dumpwarden.secret.SecretVault;
import io.dumpwarden.source.Login;
import io.dumpwarden.source.ServerConnector;
import io.dumpwarden.source.ServerFacts;
import io.dumpwarden.source.ServerInspector;
import java.sql.Connection;
import java.util.List;
import java.util.function.Supplier;

/** Finds out what a run is to do: its server, its databases, its storages, as they are now. */
public final class RunPreparation {

  private final Supplier<ConfigSnapshot> config;
  private final SecretVault vault;
  private final ServerConnector connector;
  private final ServerInspector inspector;
  private final TargetStorages storages;

  public RunPreparation(
      Supplier<ConfigSnapshot> config,
      SecretVault vault,
      ServerConnector connector,
      ServerInspector inspector,
      TargetStorages storages) {
    this.config = config;
    this.vault = vault;
    this.connector = connector;
    this.inspector = inspector;
    this.storages = storages;
  }

  /** Throws {@link DumpwardenException} where the run cannot even begin. */
  PreparedRun prepare(ActiveRun active) {
    Run run = active.run();
    ConfigSnapshot snapshot = config.get();
    Schedule schedule =
        snapshot.schedule(run.schedule()).orElseThrow(() -> gone("schedule", run.schedule()));
    CompressionMemory.require(schedule.compression(), CompressionMemory.Limits.ofThisProcess());
    Server server = snapshot.server(run.server()).orElseThrow(() -> gone("server", run.server()));
    List<TargetStorage> targets = storages.of(snapshot.storagesOf(schedule.name()));
    if (targets.isEmpty()) {
      throw new DumpwardenException(
          ErrorCode.CONFIG_INVALID,
          "schedule %s writes to no storage: no enabled storage has a valid retention rule with it"
              .formatted(schedule.name()));
    }
    Inventories inventories =
        new Inventories(connector, inspector, login(server), active.control());
    return inventories.ask(
        connection -> {
          ServerFacts facts = inspector.facts(connection, inventories.login());
          List<String> databases = databases(connection, schedule, server, active);
          return new PreparedRun(active, schedule, server, facts, databases, inventories, targets);
        });
  }

  private Login login(Server server) {
    return new Login(
        server.flavor(),
        server.host(),
        server.port(),
        server.backup().user(),
        vault.reveal(server.backup().password()),
        server.tls());
  }

  private List<String> databases(
      Connection connection, Schedule schedule, Server server, ActiveRun active) {
    List<String> present = inspector.databases(connection);
    List<String> unknown = schedule.databases().unmatched(present);
    List<String> selected = schedule.databases().select(present);
    if (!unknown.isEmpty()) {
      active.log().add("databases that do not exist on " + server.name() + ": " + unknown);
    }
    if (selected.isEmpty()) {
      throw new DumpwardenException(
          ErrorCode.NO_DATABASES,
          "schedule %s selects no database of server %s, where the backup account sees %s"
              .formatted(schedule.name(), server.name(), present));
    }
    active.log().add("databases: " + String.join(", ", selected));
    return selected;
  }

  private static DumpwardenException gone(String kind, String name) {
    return new DumpwardenException(
        ErrorCode.CONFIG_INVALID, "%s %s is gone or invalid".formatted(kind, name));
  }
}
