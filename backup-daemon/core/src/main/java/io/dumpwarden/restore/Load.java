package io.dumpwarden.restore;

import io.dumpwarden.swap.Swaps;
import java.sql.SQLException;
import java.util.List;

/** How the data gets into the target: straight, or beside what is there. Used once. */
abstract sealed class Load permits StraightLoad, ReplacingLoad {

  private final TargetTools tools;
  private final RestoreWork work;
  private final Loader loader;
  private final Swaps swaps;

  Load(TargetTools tools, RestoreWork work) {
    this.tools = tools;
    this.work = work;
    this.loader = new Loader(tools, work);
    this.swaps = new Swaps(tools.connector(), tools.inspector(), new DefinitionClient(tools));
  }

  static Load of(TargetTools tools, RestoreWork work) {
    return work.plan().replaces() ? new ReplacingLoad(tools, work) : new StraightLoad(tools, work);
  }

  final TargetTools tools() {
    return tools;
  }

  final RestoreWork work() {
    return work;
  }

  final Loader loader() {
    return loader;
  }

  final Swaps swaps() {
    return swaps;
  }

  final LoadedCheck expected() {
    return new LoadedCheck(work.source(), work.request());
  }

  /**
   * Loads and checks what was loaded.
   *
   * @throws io.dumpwarden.error.DumpwardenException where that failed
   */
  abstract void run() throws SQLException;

  /** What people should know of what was loaded. */
  abstract List<String> warnings();

  /** What should be in the target now and is not, after {@link #run}: a line each. */
  abstract List<String> missing();

  /**
   * After a failure: undoes what can be undone.
   *
   * @return what lies in the target now, for people
   */
  abstract String undo();
}
