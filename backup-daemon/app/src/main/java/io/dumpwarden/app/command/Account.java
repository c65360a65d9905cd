package io.dumpwarden.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The system's account that this process runs as. */
final class Account {

  /** What Java makes of a number without a name, as platforms choose them for containers. */
  private static final String NAMELESS = "?";

  private Account() {}

  /** Its name, or its number where it has none. */
  static String name() {
    return name(System.getProperty("user.name", NAMELESS), Path.of("/proc/self"));
  }

  static String name(String told, Path process) {
    if (!told.isBlank() && !told.equals(NAMELESS)) {
      return told;
    }
    try {
      return "uid " + Files.getAttribute(process, "unix:uid");
    } catch (IOException | UnsupportedOperationException e) {
      return "unknown";
    }
  }
}
