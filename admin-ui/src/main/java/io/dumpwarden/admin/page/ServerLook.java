package io.dumpwarden.admin.page;

import io.dumpwarden.admin.desk.CheckDesk;
import io.dumpwarden.admin.page.ServerPage.AccountRow;
import io.dumpwarden.admin.page.ServerPage.OptionRow;
import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.DumpOption;
import io.dumpwarden.config.DumpOptionSet;
import io.dumpwarden.config.DumpOptionTable;
import io.dumpwarden.config.Schedule;
import io.dumpwarden.config.Server;
import io.dumpwarden.run.RunFilter;
import io.dumpwarden.run.RunQueue;
import io.dumpwarden.view.Findings;
import io.dumpwarden.view.RunView;
import io.dumpwarden.view.ScanView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Gathers what is known of one server. */
final class ServerLook {

  private static final int RUNS = 8;
  private static final int DATABASES_OF_ACCOUNT = 6;

  private final RowAccess access;
  private final RunQueue runs;
  private final CheckDesk checks;

  ServerLook(RowAccess access, RunQueue runs, CheckDesk checks) {
    this.access = access;
    this.runs = runs;
    this.checks = checks;
  }

  /**
   * @param scan made just now; null for what was last seen
   * @param findings of a test made just now; null for none
   */
  ServerPage of(ConfigRow row, @Nullable ScanView scan, @Nullable Findings findings) {
    ConfigSnapshot snapshot = access.snapshots().get();
    Optional<Server> server = snapshot.server(row.key());
    ScanView seen = scan == null ? checks.lastScan(row.key()) : scan;
    return new ServerPage(
        row,
        new RowProblems(snapshot, access.states().all()).of(row),
        seen,
        server.map(s -> schedules(s, snapshot)).orElse(List.of()),
        runs(row.key()),
        accounts(seen),
        server.map(s -> options(s, snapshot)).orElse(List.of()),
        findings);
  }

  /** The schedules that fire for a server. */
  List<String> schedules(String server) {
    ConfigSnapshot snapshot = access.snapshots().get();
    return snapshot.server(server).map(found -> schedules(found, snapshot)).orElse(List.of());
  }

  private static List<String> schedules(Server server, ConfigSnapshot snapshot) {
    return snapshot.runnable().stream()
        .filter(schedule -> schedule.firing().isPresent())
        .filter(schedule -> schedule.servers().matches(server))
        .map(Schedule::name)
        .toList();
  }

  /** What is asked for again and again while the page is open: one query. */
  LastRuns runs(String server) {
    List<RunView> newest =
        runs.list(new RunFilter(null, server, null, null, RUNS)).stream().map(RunView::of).toList();
    return new LastRuns(newest, true);
  }

  private static List<AccountRow> accounts(ScanView scan) {
    Map<String, List<String>> databases = new TreeMap<>();
    for (ScanView.Database database : scan.databases()) {
      List<String> users = database.users();
      if (users != null) {
        users.forEach(
            user ->
                databases.computeIfAbsent(user, name -> new ArrayList<>()).add(database.name()));
      }
    }
    return databases.entrySet().stream()
        .map(
            e ->
                new AccountRow(
                    e.getKey(),
                    e.getValue().stream().limit(DATABASES_OF_ACCOUNT).toList(),
                    e.getValue().size()))
        .toList();
  }

  /** What is said of each option by the nearest who says anything. */
  static List<OptionRow> options(Server server, ConfigSnapshot snapshot) {
    Map<String, String> own = server.dumpOptions().values();
    DumpOptionSet fleet = snapshot.settings().dumpOptions();
    List<OptionRow> options = new ArrayList<>();
    for (DumpOption option : DumpOptionTable.all()) {
      boolean known = option.since().containsKey(server.flavor());
      String value = own.getOrDefault(option.name(), fleet.values().get(option.name()));
      if (value != null) {
        String from = own.containsKey(option.name()) ? "server" : "fleet";
        options.add(new OptionRow(option.name(), value, from));
      } else if (known && !option.standard().isEmpty()) {
        options.add(
            new OptionRow(option.name(), option.standard(), option.fixed() ? "fixed" : "standard"));
      }
    }
    return options;
  }
}
