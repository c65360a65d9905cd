package io.dumpwarden.admin.desk;

import io.dumpwarden.access.RowChanges;
import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.view.DumpCommandView;
import io.dumpwarden.view.Findings;
import io.dumpwarden.view.ScanView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks at servers, storages and schedules as they are now. Takes seconds. */
public interface CheckDesk {

  /**
   * What {@code test} finds out about a row.
   *
   * @throws io.dumpwarden.error.DumpwardenException {@code NOT_FOUND}
   */
  Findings test(ConfigKind kind, String name);

  /**
   * The same of a row as it would be after an edit, without saving it.
   *
   * @param name empty for a new one
   */
  Findings test(ConfigKind kind, String name, RowChanges changes);

  /** Scans a server and remembers what it saw; where it cannot be reached, what was last seen. */
  ScanView scan(String server);

  /** What was last seen of a server, without asking it. */
  ScanView lastScan(String server);

  /**
   * How large the databases are that a server was last seen to hold, by name; empty where it was
   * never scanned. Quick enough to be asked while somebody types.
   */
  Map<String, Long> lastSizes(String server);

  /** The next fires of a cron in a zone. */
  List<Instant> next(String cron, String zone, int count);

  /**
   * How the server would be dumped now; connects to it.
   *
   * @param schedule as this schedule dumps it; null for as backups without one
   */
  DumpCommandView dumpCommand(String server, @Nullable String schedule);
}
