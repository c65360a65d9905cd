package io.dumpwarden.script;

import java.util.List;

/**
 * What becomes of a statement.
 *
 * @param edits those at its beginning, where it passes
 */
record Verdict(boolean passes, List<Edit> edits) {

  static final Verdict PASS = new Verdict(true, List.of());
  static final Verdict DROP = new Verdict(false, List.of());

  static Verdict passIf(boolean wanted) {
    return wanted ? PASS : DROP;
  }
}
