package io.dumpwarden.app.desk;

import io.dumpwarden.access.RowChanges;
import io.dumpwarden.admin.desk.CheckDesk;
import io.dumpwarden.app.ChannelLook;
import io.dumpwarden.app.DumpCommands;
import io.dumpwarden.app.Platform;
import io.dumpwarden.app.ServerScans;
import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.FireTimes;
import io.dumpwarden.config.InvalidConfigException;
import io.dumpwarden.config.Nearest;
import io.dumpwarden.config.Problem;
import io.dumpwarden.config.RowRef;
import io.dumpwarden.config.ServerParser;
import io.dumpwarden.config.StorageParser;
import io.dumpwarden.dump.DumpTools;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.form.RowForm;
import io.dumpwarden.form.RowForms;
import io.dumpwarden.preflight.Preflight;
import io.dumpwarden.scan.DatabaseHoldings;
import io.dumpwarden.source.ServerConnector;
import io.dumpwarden.view.DumpCommandView;
import io.dumpwarden.view.Findings;
import io.dumpwarden.view.ScanView;
import io.dumpwarden.view.ScheduleCheck;
import io.dumpwarden.view.SelectedDatabases;
import io.dumpwarden.view.ServerCheck;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the {@code test} and {@code scan} commands do, while somebody waits for a page. */
public final class DaemonChecks implements CheckDesk {

  private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(20);
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final Platform platform;
  private final Bounded bounded;
  private final ServerConnector connector = new ServerConnector(SOCKET_TIMEOUT);

  public DaemonChecks(Platform platform) {
    this(platform, LIMIT);
  }

  DaemonChecks(Platform platform, Duration limit) {
    this.platform = platform;
    this.bounded = new Bounded(limit);
  }

  @Override
  public Findings test(ConfigKind kind, String name) {
    ConfigRow row = row(kind, name);
    RowForm form = RowForms.of(kind);
    try {
      return found(row, platform.rows()::all, row);
    } catch (InvalidConfigException e) {
      return Findings.ofInvalid(form, e);
    }
  }

  @Override
  public Findings test(ConfigKind kind, String name, RowChanges changes) {
    ConfigRow before = name.isEmpty() ? null : row(kind, name);
    ConfigRow wanted = platform.editor().draft(kind, before, changes);
    return found(wanted, () -> with(wanted, platform.rows().all()), before);
  }

  /** The rows as they would be. */
  private static List<ConfigRow> with(ConfigRow wanted, List<ConfigRow> rows) {
    List<ConfigRow> all = new ArrayList<>(rows);
    all.removeIf(row -> row.ref().equals(wanted.ref()));
    all.add(wanted);
    return all;
  }

  private Findings found(
      ConfigRow row, Supplier<List<ConfigRow>> rows, @Nullable ConfigRow before) {
    String what = "the test of " + row.ref();
    try {
      return bounded.work(what, () -> look(row, rows, before));
    } catch (DumpwardenException e) {
      if (e.code() != ErrorCode.TIMEOUT) {
        throw e;
      }
      Findings found = new Findings();
      found.error("test", e);
      return found;
    }
  }

  private Findings look(ConfigRow row, Supplier<List<ConfigRow>> rows, @Nullable ConfigRow before) {
    return switch (row.kind()) {
      case SERVER ->
          new ServerCheck(
                  new Preflight(platform.vault(), connector, new DumpTools(platform.programs())))
              .of(ServerParser.parse(row));
      case STORAGE -> new StorageLook(platform).at(StorageParser.parse(row), before);
      case SCHEDULE ->
          new ScheduleCheck(
                  ConfigSnapshot.of(rows.get()),
                  new SelectedDatabases(platform.vault(), connector),
                  platform.clock().instant())
              .of(row.key());
      case CHANNEL -> ChannelLook.of(platform).at(row);
      case RETENTION_RULE, SETTING, ENCRYPTION_KEY, NOTIFICATION_RULE -> valid(row, rows.get());
    };
  }

  private static Findings valid(ConfigRow row, List<ConfigRow> rows) {
    Findings found = new Findings();
    RowForm form = RowForms.of(row.kind());
    List<Problem> problems = ConfigSnapshot.of(rows).problems().getOrDefault(row.ref(), List.of());
    problems.forEach(
        problem ->
            found.add(
                "row",
                Findings.Result.ERROR,
                form.describe(problem),
                ErrorCode.CONFIG_INVALID.hint()));
    if (problems.isEmpty()) {
      found.ok("row", "valid");
    }
    return found;
  }

  @Override
  public ScanView scan(String server) {
    ConfigRow row = row(ConfigKind.SERVER, server);
    ServerScans scans = new ServerScans(platform, platform.scanner(connector));
    return bounded.work("the scan of server " + server, () -> scans.now(row));
  }

  @Override
  public ScanView lastScan(String server) {
    return new ServerScans(platform, platform.scanner(connector))
        .last(row(ConfigKind.SERVER, server));
  }

  /** Nothing of schedules and backups, which cost a query for each server and more. */
  @Override
  public Map<String, Long> lastSizes(String server) {
    return platform
        .scans()
        .last(server)
        .map(
            scan ->
                scan.holdings().databases().stream()
                    .collect(
                        Collectors.toMap(
                            DatabaseHoldings::name,
                            DatabaseHoldings::bytes,
                            (one, other) -> one,
                            () -> new TreeMap<String, Long>())))
        .orElseGet(TreeMap::new);
  }

  @Override
  public List<Instant> next(String cron, String zone, int count) {
    return fireTimes(cron, zone).next(platform.clock().instant(), count);
  }

  /** Refuses by the fields of a schedule, as its row would be. */
  private static FireTimes fireTimes(String cron, String zone) {
    RowRef ref = new RowRef(ConfigKind.SCHEDULE, "");
    List<Problem> problems = new ArrayList<>();
    ZoneId id = ZoneId.of("UTC");
    try {
      id = ZoneId.of(zone);
    } catch (DateTimeException e) {
      String hint = Nearest.hint(zone, ZoneId.getAvailableZoneIds());
      problems.add(new Problem("zone", "'%s' is not a time zone%s".formatted(zone, hint)));
    }
    try {
      FireTimes times = FireTimes.of(cron, id);
      if (problems.isEmpty()) {
        return times;
      }
    } catch (IllegalArgumentException e) {
      problems.add(0, new Problem("cron", String.valueOf(e.getMessage())));
    }
    throw new InvalidConfigException(ref, problems);
  }

  @Override
  public DumpCommandView dumpCommand(String server, @Nullable String schedule) {
    DumpCommands commands = new DumpCommands(platform, connector);
    return DumpCommandView.of(
        server,
        schedule,
        bounded.work("the look at server " + server, () -> commands.preview(server, schedule)));
  }

  private ConfigRow row(ConfigKind kind, String name) {
    return platform
        .rows()
        .find(kind, name)
        .orElseThrow(
            () -> {
              List<String> names = platform.rows().list(kind).stream().map(ConfigRow::key).toList();
              String hint = Nearest.hint(name, names);
              return new DumpwardenException(
                  ErrorCode.NOT_FOUND,
                  "there is no %s '%s'%s".formatted(RowForms.of(kind).noun(), name, hint));
            });
  }
}
