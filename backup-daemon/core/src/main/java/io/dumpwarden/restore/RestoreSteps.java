package io.dumpwarden.restore;

/** One restore, step by step; used once. */
final class RestoreSteps {

  private final TargetTools tools;
  private final SafetyBackup safety;
  private final RestoreWork work;

  RestoreSteps(TargetTools tools, SafetyBackup safety, RestoreWork work) {
    this.tools = tools;
    this.safety = safety;
    this.work = work;
  }

  RestoreOutcome run() {
    throw new UnsupportedOperationException();
  }
}
