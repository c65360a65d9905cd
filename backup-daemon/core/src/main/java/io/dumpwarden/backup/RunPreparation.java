package io.dumpwarden.backup;

import io.dumpwarden.accounts.AccountScript;
import io.dumpwarden.config.BackupSpecParser;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.Schedule;
import io.dumpwarden.config.Selection;
import io.dumpwarden.config.Server;
import io.dumpwarden.encryption.Keyring;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.pipeline.CompressionMemory;
import io.dumpwarden.pipeline.StreamEncryption;
import io.dumpwarden.preflight.Preflight;
import io.dumpwarden.run.ActiveRun;
import io.dumpwarden.run.Run;
import io.dumpwarden.secret.SecretVault;
import io.dumpwarden.source.Login;
import io.dumpwarden.source.ServerConnector;
import io.dumpwarden.source.ServerFacts;
import io.dumpwarden.source.ServerInspector;
import java.sql.Connection;
import java.util.HashMap;
import java.util.List;
import java.util.function.Supplier;

/** Finds out what a run is to do: its server, its databases, its storages, as they are now. */
public final class RunPreparation {

  /** What servers are looked at with. */
  public record Sources(ServerConnector connector, Preflight preflight) {}

  private final Supplier<ConfigSnapshot> config;
  private final SecretVault vault;
  private final Sources sources;
  private final ServerInspector inspector = new ServerInspector();
  private final TargetStorages storages;
  private final Keyring keys;

  public RunPreparation(
      Supplier<ConfigSnapshot> config,
      SecretVault vault,
      Sources sources,
      TargetStorages storages,
      Keyring keys) {
    this.config = config;
    this.vault = vault;
    this.sources = sources;
    this.storages = storages;
    this.keys = keys;
  }

  /** Throws {@link DumpwardenException} where the run cannot even begin. */
  PreparedRun prepare(ActiveRun active) {
    Run run = active.run();
    ConfigSnapshot snapshot = config.get();
    snapshot.requireValid("dump_options");
    Schedule schedule = schedule(run, snapshot);
    CompressionMemory.require(
        schedule.spec().compression(), CompressionMemory.Limits.ofThisProcess());
    Server server = snapshot.server(run.server()).orElseThrow(() -> gone("server", run.server()));
    List<TargetStorage> targets = storages.of(run, snapshot);
    StreamEncryption encryption = keys.encryption(schedule.spec().encryption());
    Inventories inventories = new Inventories(sources, inspector, login(server), active.control());
    return inventories.ask(
        connection -> {
          ServerFacts facts = inspector.facts(connection, inventories.login());
          Selection.Selected selected = selected(connection, schedule, snapshot, active);
          return new PreparedRun(
              active,
              schedule,
              server,
              facts,
              DumpUnits.of(schedule, selected.databases()),
              inventories,
              targets,
              snapshot.settings(),
              encryption,
              lacks(server, selected),
              new AccountScript());
        });
  }

  private static List<Shortcoming> lacks(Server server, Selection.Selected selected) {
    return selected.unknown().isEmpty()
        ? List.of()
        : List.of(new Shortcoming(ErrorCode.NOT_FOUND, unknown(server.name(), selected)));
  }

  private static String unknown(String server, Selection.Selected selected) {
    return "server %s has no database %s, as far as the backup account sees"
        .formatted(server, String.join(", ", selected.unknown()));
  }

  private static Schedule schedule(Run run, ConfigSnapshot snapshot) {
    return run.isAsked()
        ? Schedule.manual(BackupSpecParser.parse(new HashMap<>(run.request().spec())))
        : snapshot.schedule(run.schedule()).orElseThrow(() -> gone("schedule", run.schedule()));
  }

  private Login login(Server server) {
    return Login.of(server, server.backup(), vault);
  }

  /** Somebody who asked for a name that is not there is told at once; a schedule does the rest. */
  private Selection.Selected selected(
      Connection connection, Schedule schedule, ConfigSnapshot snapshot, ActiveRun active) {
    List<String> present = inspector.databases(connection);
    Selection selection = schedule.spec().selection();
    Selection.Selected selected = selection.of(present, snapshot.settings());
    String server = active.run().server();
    if (!selected.unknown().isEmpty() && schedule.isBuiltIn()) {
      throw new DumpwardenException(ErrorCode.NOT_FOUND, unknown(server, selected));
    }
    List<String> databases = selected.databases();
    if (selection.excludeEmpty()) {
      databases = databases.stream().filter(name -> holdsAny(connection, name)).toList();
    }
    if (databases.isEmpty()) {
      throw new DumpwardenException(
          ErrorCode.NO_DATABASES,
          "schedule %s selects no database of server %s, where the backup account sees %s"
              .formatted(schedule.name(), server, present));
    }
    active.log().add("databases: " + String.join(", ", databases));
    return new Selection.Selected(databases, selected.unknown());
  }

  private boolean holdsAny(Connection connection, String database) {
    try {
      return !inspector.inventory(connection, database).holdsNothing();
    } catch (DumpwardenException e) {
      if (e.code() == ErrorCode.NOT_FOUND) {
        // dropped since the databases were listed
        return false;
      }
      throw e;
    }
  }

  private static DumpwardenException gone(String kind, String name) {
    return new DumpwardenException(
        ErrorCode.CONFIG_INVALID, "%s %s is gone or invalid".formatted(kind, name));
  }
}
