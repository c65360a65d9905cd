package io.dumpwarden.dump;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A process with everything that came from it: its session, which it leads when it was started
 * through setsid, and its descendants.
 */
final class ProcessGroup {

  private static final Logger LOG = LoggerFactory.getLogger(ProcessGroup.class);
  private static final int SESSION_FIELD = 3;
  private static final long PATIENCE_MILLIS = 2000;

  private final Process leader;

  ProcessGroup(Process leader) {
    this.leader = leader;
  }

  /** Ends all of it: asked first, killed after two seconds. Returns when it has ended. */
  void end() {
    List<ProcessHandle> members = members();
    signal(members, ProcessHandle::destroy);
    if (!gone(members)) {
      // Asked again, because a member may have started others meanwhile.
      List<ProcessHandle> rest = Stream.concat(members.stream(), members().stream()).toList();
      signal(rest, ProcessHandle::destroyForcibly);
      if (!gone(rest)) {
        LOG.error("process {} or one of its children does not end, even when killed", leader.pid());
      }
    }
  }

  private List<ProcessHandle> members() {
    Map<Long, ProcessHandle> found = new LinkedHashMap<>();
    if (leader.isAlive()) {
      leader.descendants().forEach(handle -> found.put(handle.pid(), handle));
      found.put(leader.pid(), leader.toHandle());
    }
    String session = Long.toString(leader.pid());
    ProcessHandle.allProcesses()
        .filter(handle -> session.equals(session(handle.pid())))
        .forEach(handle -> found.put(handle.pid(), handle));
    return List.copyOf(found.values());
  }

  /** From {@code /proc/PID/stat}; empty where there is none. */
  private static String session(long pid) {
    try {
      Path stat = Path.of("/proc", Long.toString(pid), "stat");
      String text = Files.readString(stat, StandardCharsets.ISO_8859_1);
      return text.substring(text.lastIndexOf(')') + 2).split(" ")[SESSION_FIELD];
    } catch (IOException e) {
      // It ended meanwhile, or this system has no /proc and descendants are all we know.
      return "";
    }
  }

  private static void signal(List<ProcessHandle> members, Consumer<ProcessHandle> signal) {
    members.stream().filter(ProcessHandle::isAlive).forEach(signal);
  }

  private static boolean gone(List<ProcessHandle> members) {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
    boolean interrupted = false;
    try {
      for (ProcessHandle member : members) {
        while (member.isAlive() && System.nanoTime() < deadline) {
          interrupted |= pause();
        }
      }
      return members.stream().noneMatch(ProcessHandle::isAlive);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** An interrupted thread ends its children too, and is interrupted again afterwards. */
  private static boolean pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(10);
      return false;
    } catch (InterruptedException e) {
      return true;
    }
  }
}
