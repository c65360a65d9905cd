package io.dumpwarden.backup;

import io.dumpwarden.node.ProcessIdentity;
import java.util.List;

/** Which processes belong to a session, also when its leader has ended; known on Linux only. */
final class Sessions {

  private static final int SESSION_FIELD = 3;
  private static final int START_FIELD = 19;

  private Sessions() {}

  /**
   * Every living process of the session that this process leads or led; empty where that is
   * unknown. A session that later got the same number may be somebody else's: what began before the
   * leader or has another owner than this process is left out.
   */
  static List<ProcessHandle> members(ProcessIdentity leader) {
    if (!leader.isOfThisBoot()) {
      return List.of();
    }
    return ProcessHandle.allProcesses()
        .filter(p -> isIn(leader, ProcessIdentity.statFields(p.pid())))
        .filter(p -> p.info().user().equals(ProcessHandle.current().info().user()))
        .toList();
  }

  private static boolean isIn(ProcessIdentity leader, List<String> stat) {
    return stat.size() > START_FIELD
        && stat.get(SESSION_FIELD).equals(Long.toString(leader.pid()))
        && Long.parseLong(stat.get(START_FIELD)) >= leader.start();
  }
}
