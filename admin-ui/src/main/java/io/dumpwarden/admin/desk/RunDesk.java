package io.dumpwarden.admin.desk;

import io.dumpwarden.admin.route.Caller;
import io.dumpwarden.run.Run;
import io.dumpwarden.view.PreviewView;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs that somebody asks for. They are queued, and whichever node has room works at them. */
public interface RunDesk {

  /**
   * Queues a schedule's runs, one for each server.
   *
   * @param server one of its servers; null for all
   * @param ticket null for none
   * @return the runs, those among them that were skipped because one is going
   * @throws io.dumpwarden.error.DumpwardenException {@code NOT_FOUND}, {@code CONFIG_INVALID}
   */
  List<Run> launch(
      String schedule, @Nullable String server, @Nullable String ticket, Caller caller);

  /**
   * Queues a backup of one server outside any schedule.
   *
   * @param words how to select and dump, by the names of a schedule's columns
   */
  List<Run> launchManual(
      String server, Map<String, String> words, @Nullable String ticket, Caller caller);

  /**
   * Asks for the run's end; audited.
   *
   * @throws io.dumpwarden.error.DumpwardenException {@code NOT_FOUND}
   */
  void cancel(String runId, Caller caller);

  /**
   * What a run would do.
   *
   * @param plans one for each server that was looked at, as {@code run --dry-run --json} shows it
   * @param more how many servers were not looked at
   */
  record Preview(List<PreviewView> plans, int more) {}

  /**
   * What a run of the schedule would do now, without doing it.
   *
   * @param server one of its servers; null for all, of which only the first are looked at
   * @throws io.dumpwarden.error.DumpwardenException {@code NOT_FOUND}, {@code TIMEOUT}, {@code
   *     BUSY}, what a server says
   */
  Preview preview(String schedule, @Nullable String server);
}
