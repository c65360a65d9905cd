package io.dumpwarden.embedded;

import static io.dumpwarden.embedded.TestServers.OPTIONS;
import static io.dumpwarden.embedded.TestServers.embedded;
import static io.dumpwarden.embedded.TestServers.execute;
import static io.dumpwarden.embedded.TestServers.isAlive;
import static io.dumpwarden.embedded.TestServers.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharingTest {

  @TempDir Path folder;

  @Test
  void lastLeaseOfAllProcessesStopsTheServer() throws Exception {
    long pid;
    try (LeaseHolder other = LeaseHolder.start(folder)) {
      try (Lease lease = embedded().acquire(folder, OPTIONS)) {
        pid = lease.pid();
        assertThat(pid).isEqualTo(other.serverPid());
      }
      assertThat(isAlive(pid)).isTrue();
    }
    assertThat(isAlive(pid)).isFalse();
  }

  @Test
  void ourLeaseKeepsTheServerThatAnotherProcessStarted() throws Exception {
    LeaseHolder other = LeaseHolder.start(folder);
    try (Lease lease = embedded().acquire(folder, OPTIONS)) {
      other.close();
      assertThat(query(lease, "SELECT 1")).containsExactly("1");
    }
    assertThat(isAlive(other.serverPid())).isFalse();
  }

  @Test
  void serverSurvivesTheKillOfItsOwnerAndIsAdopted() throws Exception {
    LeaseHolder owner = LeaseHolder.start(folder);
    owner.kill();
    assertThat(isAlive(owner.serverPid())).isTrue();
    try (Lease lease = embedded().acquire(folder, OPTIONS)) {
      assertThat(lease.pid()).isEqualTo(owner.serverPid());
      assertThat(query(lease, "SELECT 1")).containsExactly("1");
    }
    assertThat(isAlive(owner.serverPid())).isFalse();
  }

  @Test
  void hangingOrphanIsReplaced() throws Exception {
    LeaseHolder owner = LeaseHolder.start(folder);
    owner.kill();
    new ProcessBuilder("kill", "-STOP", "" + owner.serverPid()).start().waitFor();
    try (Lease lease = embedded().acquire(folder, OPTIONS)) {
      assertThat(lease.pid()).isNotEqualTo(owner.serverPid());
      assertThat(isAlive(owner.serverPid())).isFalse();
      assertThat(query(lease, "SELECT 1")).containsExactly("1");
    }
  }

  @Test
  void orphanThatNobodyWroteDownIsEnded() throws Exception {
    LeaseHolder owner = LeaseHolder.start(folder);
    owner.kill();
    Files.delete(folder.resolve("server.state"));
    try (Lease lease = embedded().acquire(folder, OPTIONS)) {
      assertThat(lease.pid()).isNotEqualTo(owner.serverPid());
      assertThat(isAlive(owner.serverPid())).isFalse();
    }
  }

  @Test
  void processesThatStartAtOnceShareOneServer() throws Exception {
    Process one = OtherJvm.start(LeaseHolder.class, folder.toString());
    Process two = OtherJvm.start(LeaseHolder.class, folder.toString());
    Process three = OtherJvm.start(LeaseHolder.class, folder.toString());
    long pid;
    try (LeaseHolder first = LeaseHolder.of(one);
        LeaseHolder second = LeaseHolder.of(two);
        LeaseHolder third = LeaseHolder.of(three)) {
      pid = first.serverPid();
      assertThat(List.of(second.serverPid(), third.serverPid())).containsOnly(pid);
    }
    assertThat(isAlive(pid)).isFalse();
  }

  @Test
  void threadsShareOneServer() throws Exception {
    EmbeddedMariaDb embedded = embedded();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      Callable<Lease> acquire = () -> embedded.acquire(folder, OPTIONS);
      List<Future<Lease>> leases = threads.invokeAll(List.of(acquire, acquire, acquire, acquire));
      long pid = leases.get(0).get().pid();
      for (Future<Lease> lease : leases) {
        assertThat(lease.get().pid()).isEqualTo(pid);
        assertThat(isAlive(pid)).isTrue();
        lease.get().close();
        lease.get().close();
      }
      assertThat(isAlive(pid)).isFalse();
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void crashedServerComesBackOnItsPort() throws Exception {
    long again;
    try (LeaseHolder other = LeaseHolder.start(folder);
        Lease lease = embedded().acquire(folder, OPTIONS)) {
      execute(lease, "CREATE DATABASE kept");
      assertThat(lease.ensureRunning()).isFalse();
      ServerProcess.of(lease.pid()).orElseThrow().kill();

      assertThat(lease.ensureRunning()).isTrue();

      again = lease.pid();
      assertThat(again).isNotEqualTo(other.serverPid());
      assertThat(query(lease, "SHOW DATABASES LIKE 'kept'")).hasSize(1);
      assertThat(lease.ensureRunning()).isFalse();
    }
    assertThat(isAlive(again)).isFalse();
  }

  @Test
  void throwawayServerIsNotShared() throws Exception {
    EmbeddedMariaDb embedded = embedded();
    long pid;
    try (Lease lease = embedded.startThrowaway(folder, OPTIONS)) {
      pid = lease.pid();
      assertThatThrownBy(() -> embedded.acquire(folder, OPTIONS)).hasMessageContaining("in use");
    }
    assertThat(isAlive(pid)).isFalse();
    try (LeaseHolder other = LeaseHolder.start(folder)) {
      assertThatThrownBy(() -> embedded.startThrowaway(folder, OPTIONS))
          .hasMessageContaining("in use");
      assertThat(isAlive(other.serverPid())).isTrue();
    }
  }
}
