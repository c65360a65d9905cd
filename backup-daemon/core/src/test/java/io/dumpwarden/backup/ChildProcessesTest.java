package io.dumpwarden.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dumpwarden.node.ProcessIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessesTest {

  // beyond the largest pid
  private static final ProcessIdentity NOBODY = new ProcessIdentity(4_194_305, "none", 1);

  @TempDir Path folder;

  @Test
  void theChildrenOfTheDeadAreEndedWithTheirWholeSession() throws Exception {
    Process leader = session();
    List<ProcessHandle> children = children(leader);
    remember(identity(leader), NOBODY);

    new ChildProcesses(folder).endOrphans();

    await().until(() -> !leader.isAlive() && children.stream().noneMatch(ProcessHandle::isAlive));
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void soAreThoseWhoseLeaderHasEndedAlready() throws Exception {
    Process leader = session();
    List<ProcessHandle> children = children(leader);
    remember(identity(leader), NOBODY);
    leader.destroyForcibly().waitFor();

    new ChildProcesses(folder).endOrphans();

    await().until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
  }

  @Test
  void otherProcessesAndTheChildrenOfTheLivingStay() throws Exception {
    Process leader = session();
    try {
      long parent = ProcessHandle.current().parent().orElseThrow().pid();
      remember(identity(leader), ProcessIdentity.of(parent).orElseThrow());
      new ChildProcesses(folder).endOrphans();
      assertThat(leader.isAlive()).isTrue();
      assertThat(folder).isNotEmptyDirectory();

      ProcessIdentity now = identity(leader);
      remember(new ProcessIdentity(now.pid(), now.boot(), now.start() - 1), NOBODY);
      remember(new ProcessIdentity(now.pid(), "anotherboot", now.start()), NOBODY);
      Files.createFile(folder.resolve("notes.txt"));
      new ChildProcesses(folder).endOrphans();
      assertThat(leader.isAlive()).as("a pid of another start").isTrue();
    } finally {
      leader.descendants().forEach(ProcessHandle::destroyForcibly);
      leader.destroyForcibly();
    }
  }

  @Test
  void aSessionThatLaterGotTheSameNumberStays() throws Exception {
    Process leader = session();
    List<ProcessHandle> children = children(leader);
    ProcessIdentity theirs = identity(leader);
    leader.destroyForcibly().waitFor();
    try {
      remember(
          new ProcessIdentity(theirs.pid(), theirs.boot(), theirs.start() + 1_000_000), NOBODY);
      remember(new ProcessIdentity(theirs.pid(), "anotherboot", theirs.start()), NOBODY);

      new ChildProcesses(folder).endOrphans();

      assertThat(children).allMatch(ProcessHandle::isAlive);
      assertThat(folder).isEmptyDirectory();
    } finally {
      children.forEach(ProcessHandle::destroyForcibly);
    }
  }

  @Test
  void whatIsRememberedIsWhatIsEnded() throws Exception {
    Process leader = session();
    ChildProcesses children = new ChildProcesses(folder);
    children.remember(leader.pid());

    // this process counts as a former one at its start
    children.endOrphans();

    await().until(() -> !leader.isAlive());
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void whatThisProcessWorksWithStaysAtAnyTimeLater() throws Exception {
    Process own = session();
    Process orphan = session();
    try {
      ChildProcesses children = new ChildProcesses(folder);
      Runnable forget = children.remember(own.pid());
      remember(identity(orphan), NOBODY);

      children.endOrphansOfOthers();

      await().until(() -> !orphan.isAlive());
      assertThat(own.isAlive()).isTrue();
      forget.run();
      assertThat(folder).isEmptyDirectory();
    } finally {
      own.descendants().forEach(ProcessHandle::destroyForcibly);
      own.destroyForcibly();
    }
  }

  private static Process session() throws IOException {
    return new ProcessBuilder("setsid", "/bin/sh", "-c", "sleep 1000 & sleep 1000; :").start();
  }

  private static List<ProcessHandle> children(Process leader) {
    return await().until(() -> leader.descendants().toList(), found -> found.size() == 2);
  }

  private static ProcessIdentity identity(Process process) {
    return ProcessIdentity.of(process.pid()).orElseThrow();
  }

  private void remember(ProcessIdentity child, ProcessIdentity parent) throws IOException {
    String name =
        "%d-%d-%d-%d-%s"
            .formatted(child.pid(), child.start(), parent.pid(), parent.start(), child.boot());
    Files.createFile(folder.resolve(name));
  }
}
