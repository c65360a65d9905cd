package io.dumpwarden.node;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One process of this machine, told from any later one that gets the same number.
 *
 * @param boot digits and letters that differ after each start of the machine, and between
 *     containers, whose processes have numbers of their own
 * @param start when it began, in the kernel's ticks since that start, which no set clock moves
 */
public record ProcessIdentity(long pid, String boot, long start) {

  private static final int START_FIELD = 19;

  /** The process that has this number now; empty where there is none. */
  public static Optional<ProcessIdentity> of(long pid) {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .map(process -> new ProcessIdentity(pid, currentBoot(), startOf(process)));
  }

  /** This process. */
  public static ProcessIdentity self() {
    return of(ProcessHandle.current().pid()).orElseThrow();
  }

  public boolean isAlive() {
    return of(pid).filter(this::equals).isPresent();
  }

  /** Whether it is of this start of the machine, and of the same container. */
  public boolean isOfThisBoot() {
    return boot.equals(currentBoot());
  }

  /** The fields of {@code /proc/PID/stat} after the name, which may hold anything. */
  public static List<String> statFields(long pid) {
    try {
      Path stat = Path.of("/proc", Long.toString(pid), "stat");
      String text = Files.readString(stat, StandardCharsets.ISO_8859_1);
      return List.of(text.substring(text.lastIndexOf(')') + 2).strip().split(" "));
    } catch (IOException e) {
      // it ended meanwhile, or there is no /proc
      return List.of();
    }
  }

  private static long startOf(ProcessHandle process) {
    List<String> fields = statFields(process.pid());
    return fields.size() > START_FIELD
        ? Long.parseLong(fields.get(START_FIELD))
        : process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }

  private static String currentBoot() {
    try {
      String boot = Files.readString(Path.of("/proc/sys/kernel/random/boot_id"));
      String numbers = Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
      byte[] both = (boot.strip() + numbers).getBytes(StandardCharsets.UTF_8);
      return UUID.nameUUIDFromBytes(both).toString().replace("-", "");
    } catch (IOException e) {
      // no /proc: start times alone tell processes apart there
      return "0";
    }
  }
}
