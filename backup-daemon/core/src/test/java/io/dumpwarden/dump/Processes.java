package io.dumpwarden.dump;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the kernel says of processes. */
final class Processes {

  private Processes() {}

  /** The session of a running process; -1 when there is none, or a zombie. */
  static long session(long pid) {
    try {
      String stat =
          Files.readString(
              Path.of("/proc", Long.toString(pid), "stat"), StandardCharsets.ISO_8859_1);
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      return fields[0].equals("Z") ? -1 : Long.parseLong(fields[3]);
    } catch (IOException e) {
      return -1;
    }
  }
}
