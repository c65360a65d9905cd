package io.dumpwarden.swap;

import java.sql.SQLException;

/** What one replacement is worked on with: a connection that holds its lock, and its journal. */
record Workplace(
    TargetSession session, Journal journal, DefinitionScripts scripts, SwapSteps steps) {

  /** A step, with its ends told of. */
  interface Step {
    void run() throws SQLException, java.io.IOException;
  }

  void step(String name, Step step) throws SQLException, java.io.IOException {
    steps.reached("before " + name);
    step.run();
    steps.reached("after " + name);
  }
}
