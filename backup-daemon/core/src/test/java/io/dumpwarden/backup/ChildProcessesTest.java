package io.dumpwarden.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessesTest {

  private static final long NOBODY = 4_194_305; // beyond the largest pid

  @TempDir Path folder;

  @Test
  void theChildrenOfTheDeadAreEndedWithTheirWholeSession() throws Exception {
    Process leader = session();
    List<ProcessHandle> children = children(leader);
    remember(leader, NOBODY);

    new ChildProcesses(folder).endOrphans();

    await().until(() -> !leader.isAlive() && children.stream().noneMatch(ProcessHandle::isAlive));
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void soAreThoseWhoseLeaderHasEndedAlready() throws Exception {
    Process leader = session();
    List<ProcessHandle> children = children(leader);
    remember(leader, NOBODY);
    leader.destroyForcibly().waitFor();

    new ChildProcesses(folder).endOrphans();

    await().until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
  }

  @Test
  void otherProcessesAndTheChildrenOfTheLivingStay() throws Exception {
    Process leader = session();
    try {
      ProcessHandle parent = ProcessHandle.of(ProcessHandle.current().parent().get().pid()).get();
      remember(leader, parent.pid(), parent.info().startInstant().get().toEpochMilli());
      new ChildProcesses(folder).endOrphans();
      assertThat(leader.isAlive()).isTrue();
      assertThat(folder).isNotEmptyDirectory();

      Files.createFile(folder.resolve(leader.pid() + "-12345-" + NOBODY + "-1"));
      Files.createFile(folder.resolve("notes.txt"));
      new ChildProcesses(folder).endOrphans();
      assertThat(leader.isAlive()).as("a pid of another start").isTrue();
    } finally {
      leader.descendants().forEach(ProcessHandle::destroyForcibly);
      leader.destroyForcibly();
    }
  }

  private static Process session() throws IOException {
    return new ProcessBuilder("setsid", "/bin/sh", "-c", "sleep 1000 & sleep 1000; :").start();
  }

  private static List<ProcessHandle> children(Process leader) {
    return await().until(() -> leader.descendants().toList(), found -> found.size() == 2);
  }

  private void remember(Process child, long parent) throws IOException {
    remember(child, parent, 1);
  }

  private void remember(Process child, long parent, long parentStart) throws IOException {
    long start = child.info().startInstant().orElseThrow().toEpochMilli();
    Files.createFile(
        folder.resolve("%d-%d-%d-%d".formatted(child.pid(), start, parent, parentStart)));
  }
}
