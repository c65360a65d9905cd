package io.dumpwarden.app.command;

import java.io.Console;
import java.util.Optional;

/** The person at the terminal, where there is one. Scripts are never asked. */
final class Terminal {

  private Terminal() {}

  /** Whether somebody can see a line that is drawn over and over. */
  static boolean isInteractive() {
    Console console = System.console();
    return console != null
        && System.getenv("TERM") != null
        && !"dumb".equals(System.getenv("TERM"));
  }

  /** A line that the person types; empty where the input ended, or nobody is there. */
  static Optional<String> readLine(String prompt) {
    return isInteractive()
        ? Optional.ofNullable(System.console().readLine("%s", prompt))
        : Optional.empty();
  }

  /** Asks for yes; no where nobody is there to answer. */
  static boolean confirm(String question) {
    if (!isInteractive()) {
      return false;
    }
    String answer = System.console().readLine("%s [y/N] ", question);
    return answer != null && answer.strip().matches("(?i)y(es)?");
  }

  /** Asks for a secret without showing it; empty where nobody is there to answer. */
  static Optional<String> readSecret(String what) {
    if (!isInteractive()) {
      return Optional.empty();
    }
    char[] typed = System.console().readPassword("%s: ", what);
    return Optional.ofNullable(typed).map(String::new);
  }
}
