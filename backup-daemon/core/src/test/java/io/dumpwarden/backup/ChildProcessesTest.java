package io.dumpwarden.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dumpwarden.node.ProcessIdentity;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The parent on these records is this process, which counts as a former one at its start. */
@EnabledOnOs(OS.LINUX)
class ChildProcessesTest {

  @TempDir Path folder;

  private final List<ProcessHandle> started = new ArrayList<>();

  @AfterEach
  void endWhatWasStarted() {
    started.forEach(ProcessHandle::destroyForcibly);
  }

  @Test
  void endsAnOrphanWithItsSession() throws Exception {
    Process leader = start("sh", "-c", "sleep 600 & echo $!; wait");
    ProcessHandle member = printedPid(leader);
    ChildProcesses children = new ChildProcesses(folder);
    children.remember(leader.pid());

    children.endOrphans();

    assertEnded(leader.toHandle());
    assertEnded(member);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void endsWhatAnEndedLeaderLeftBehind() throws Exception {
    Process leader = start("sh", "-c", "sleep 600 & echo $!; read end");
    ProcessHandle member = printedPid(leader);
    ChildProcesses children = new ChildProcesses(folder);
    children.remember(leader.pid());
    leader.getOutputStream().close();
    leader.waitFor();

    children.endOrphans();

    assertEnded(member);
  }

  @Test
  void sparesASessionOfTheSameNumberThatIsNotOurs() throws Exception {
    Process leader = start("sh", "-c", "sleep 600 & echo $!; read end");
    ProcessHandle member = printedPid(leader);
    ProcessIdentity theirs = ProcessIdentity.of(leader.pid()).orElseThrow();
    leader.getOutputStream().close();
    leader.waitFor();

    ChildProcesses children = new ChildProcesses(folder);
    record(theirs.pid(), theirs.start() + 1_000_000, theirs.boot());
    record(theirs.pid(), theirs.start(), "anotherboot");
    children.endOrphans();

    assertThat(member.isAlive()).isTrue();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void sparesALaterProcessOfTheSameNumber() throws Exception {
    Process other = start("sleep", "600");
    ProcessIdentity now = ProcessIdentity.of(other.pid()).orElseThrow();

    record(now.pid(), now.start() - 1, now.boot());
    record(now.pid(), now.start(), "anotherboot");
    new ChildProcesses(folder).endOrphans();

    assertThat(other.isAlive()).isTrue();
  }

  private void record(long pid, long start, String boot) throws Exception {
    ProcessIdentity self = ProcessIdentity.self();
    Files.createFile(
        folder.resolve("%d-%d-%d-%d-%s".formatted(pid, start, self.pid(), self.start(), boot)));
  }

  private Process start(String... command) throws Exception {
    List<String> whole = new ArrayList<>(List.of("/usr/bin/setsid"));
    whole.addAll(List.of(command));
    Process process = new ProcessBuilder(whole).start();
    started.add(process.toHandle());
    return process;
  }

  private ProcessHandle printedPid(Process leader) throws Exception {
    BufferedReader out = leader.inputReader();
    ProcessHandle printed = ProcessHandle.of(Long.parseLong(out.readLine())).orElseThrow();
    started.add(printed);
    return printed;
  }

  private static void assertEnded(ProcessHandle process) {
    await().untilAsserted(() -> assertThat(process.isAlive()).isFalse());
  }
}
