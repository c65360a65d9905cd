package io.dumpwarden.restore;

import io.dumpwarden.origin.RestoreSource;
import io.dumpwarden.run.RunControl;

/** Restores a source into a server. Safe for use by many threads. */
public final class RestoreRunner {

  private final TargetTools tools;
  private final SafetyBackup safety;

  /** For restores that replace nothing. */
  public RestoreRunner(TargetTools tools) {
    this(
        tools,
        (restoreId, databases, progress) -> {
          throw new IllegalStateException("nothing here takes safety backups");
        });
  }

  /**
   * @param safety keeps databases of the target that plans are made for
   */
  public RestoreRunner(TargetTools tools, SafetyBackup safety) {
    this.tools = tools;
    this.safety = safety;
  }

  /**
   * Does what the plan says, in this order: the source read through in full · the target looked at
   * again · what is replaced backed up · loaded, beside what is there or straight · held against
   * the manifest's inventory · put in its place · accounts. Whatever goes wrong becomes an outcome
   * that says what lies in the target now; only what nobody foresaw is thrown.
   *
   * @param id the restore's, in the history
   * @param control the way to end it from outside; made for the calling thread
   * @param meter told of each step
   */
  public RestoreOutcome run(
      String id, RestoreSource source, RestorePlan plan, RunControl control, RestoreMeter meter) {
    return new RestoreSteps(tools, safety, new RestoreWork(id, source, plan, control, meter)).run();
  }
}
