package io.dumpwarden.backup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Which processes belong to a session, also when its leader has ended; known on Linux only. */
final class Sessions {

  private static final int SESSION_FIELD = 3;

  private Sessions() {}

  /**
   * Every living process of the session that this pid leads or led; empty where that is unknown.
   */
  static List<ProcessHandle> members(long leader) {
    String session = Long.toString(leader);
    return ProcessHandle.allProcesses().filter(p -> session.equals(sessionOf(p.pid()))).toList();
  }

  private static String sessionOf(long pid) {
    try {
      Path stat = Path.of("/proc", Long.toString(pid), "stat");
      String text = Files.readString(stat, StandardCharsets.ISO_8859_1);
      return text.substring(text.lastIndexOf(')') + 2).split(" ")[SESSION_FIELD];
    } catch (IOException e) {
      // it ended meanwhile, or there is no /proc
      return "";
    }
  }
}
