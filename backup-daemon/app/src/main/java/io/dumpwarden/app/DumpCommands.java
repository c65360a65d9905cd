package io.dumpwarden.app;

import io.dumpwarden.config.BackupSpec;
import io.dumpwarden.config.BackupSpecParser;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.DumpContents;
import io.dumpwarden.config.DumpOptionSet;
import io.dumpwarden.config.Schedule;
import io.dumpwarden.config.Server;
import io.dumpwarden.dump.DumpPreview;
import io.dumpwarden.dump.DumpRequest;
import io.dumpwarden.dump.DumpTools;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.source.Inventory;
import io.dumpwarden.source.Login;
import io.dumpwarden.source.ServerConnector;
import io.dumpwarden.source.ServerFacts;
import io.dumpwarden.source.ServerInspector;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The command that a dump of a server comes to. */
public final class DumpCommands {

  private final Platform platform;
  private final ServerConnector connector;

  public DumpCommands(Platform platform, ServerConnector connector) {
    this.platform = platform;
    this.connector = connector;
  }

  /**
   * Connects to the server and says how it would be dumped.
   *
   * @param schedule as this schedule dumps it; null for as backups without one
   * @throws DumpwardenException {@code NOT_FOUND}, what the server says, {@code DUMP_TOOL_MISSING}
   */
  public DumpPreview preview(String server, @Nullable String schedule) {
    ConfigSnapshot config = platform.snapshots().get();
    Server row = config.server(server).orElseThrow(() -> missing("server", server));
    Optional<BackupSpec> how = Optional.ofNullable(schedule).map(name -> spec(config, name));
    DumpOptionSet options =
        how.map(BackupSpec::options)
            .orElse(DumpOptionSet.NONE)
            .over(row.dumpOptions())
            .over(config.settings().dumpOptions());
    DumpContents contents = how.map(BackupSpec::contents).orElse(DumpContents.ALL);
    return preview(row, new DumpRequest.What(contents, List.of(), options), how);
  }

  private static BackupSpec spec(ConfigSnapshot config, String name) {
    return config.schedule(name).map(Schedule::spec).orElseThrow(() -> missing("schedule", name));
  }

  private static DumpwardenException missing(String kind, String name) {
    return new DumpwardenException(
        ErrorCode.NOT_FOUND, "there is no valid %s '%s'".formatted(kind, name));
  }

  private DumpPreview preview(Server row, DumpRequest.What what, Optional<BackupSpec> spec) {
    Login login = Login.of(row, row.backup(), platform.vault());
    ServerFacts facts = facts(login);
    BackupSpec how = spec.orElseGet(() -> BackupSpecParser.parse(Map.of()));
    DumpRequest request =
        new DumpRequest(
            login,
            facts,
            List.of(Inventory.empty("DATABASE")),
            what,
            new DumpRequest.How(
                how.compression(),
                how.connections(Runtime.getRuntime().availableProcessors()),
                how.manners()),
            platform.config().dataDir());
    return Engines.with(new DumpTools(platform.programs()), platform.clock())
        .of(how.engine(), facts.flavor(), what.options())
        .preview(request);
  }

  private ServerFacts facts(Login login) {
    try (Connection connection = connector.connect(login)) {
      return new ServerInspector().facts(connection, login);
    } catch (SQLException e) {
      throw new DumpwardenException(
          ErrorCode.SERVER_GONE, "%s: %s".formatted(login.address(), e.getMessage()), e);
    }
  }
}
