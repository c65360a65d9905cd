package io.dumpwarden.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Says why a server did not start: what its error log ends with, and what that means. */
enum StartFailure {
  PORT_TAKEN("Address already in use", "its port is already in use by another program"),
  DISK_FULL("No space left on device|out of disk space", "the disk is full: make room"),
  IN_USE("Unable to lock \\./ibdata1", "another server uses the same data: end that one first"),
  LIBRARY_MISSING(
      "error while loading shared libraries",
      "a system library is missing: install it, or use an external metadata store, set DUMPWARDEN_METADATA_URL");

  private final String sign;
  private final String meaning;

  StartFailure(String sign, String meaning) {
    this.sign = sign;
    this.meaning = meaning;
  }

  boolean isSeenIn(String log) {
    return Pattern.compile(sign).matcher(log).find();
  }

  /**
   * @param what what happened, such as "ended while starting"
   * @param tail the last lines of the error log
   */
  static EmbeddedMariaDbException describe(ServerFolder folder, String what, String tail) {
    StringBuilder message = new StringBuilder("the embedded MariaDB in ");
    message.append(folder.root()).append(' ').append(what);
    for (StartFailure known : values()) {
      if (known.isSeenIn(tail)) {
        message.append(": ").append(known.meaning);
      }
    }
    message.append(", see ").append(folder.errorLog()).append(":\n").append(tail);
    return new EmbeddedMariaDbException(message.toString());
  }

  static EmbeddedMariaDbException notRunnable(Path program, IOException cause) {
    return new EmbeddedMariaDbException(
        "cannot run %s: its file system must allow programs, not be mounted noexec (%s)"
            .formatted(program, cause.getMessage()),
        cause);
  }
}
