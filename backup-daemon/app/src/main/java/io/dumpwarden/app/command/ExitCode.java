package io.dumpwarden.app.command;

/** How commands end; scripts rely on the numbers. */
final class ExitCode {

  static final int DONE = 0;
  static final int FAILED = 1;
  static final int USAGE = 2;
  static final int PARTIAL = 3;

  private ExitCode() {}
}
