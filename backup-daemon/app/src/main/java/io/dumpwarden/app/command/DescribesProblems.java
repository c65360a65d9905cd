package io.dumpwarden.app.command;

import io.dumpwarden.config.Problem;

/** A command that says what is wrong with a column in the words of its own options. */
interface DescribesProblems {

  /** The problem, with the option that it is about. */
  String describe(Problem problem);
}
