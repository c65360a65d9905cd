package io.dumpwarden.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Another JVM that holds a lease: prints the server's pid, closes at the end of its input. */
final class LeaseHolder implements AutoCloseable {

  private final Process process;
  private final long serverPid;

  private LeaseHolder(Process process, long serverPid) {
    this.process = process;
    this.serverPid = serverPid;
  }

  static LeaseHolder start(Path folder) throws IOException {
    return of(OtherJvm.start(LeaseHolder.class, folder.toString()));
  }

  /** Waits for the lease of a process that runs this class. */
  static LeaseHolder of(Process process) throws IOException {
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith("pid ")) {
        return new LeaseHolder(process, Long.parseLong(line.substring(4)));
      }
    }
    throw new IOException("the other JVM got no lease");
  }

  long serverPid() {
    return serverPid;
  }

  /** As {@code kill -9} does. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Closes its lease and ends. */
  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    process.onExit().join();
  }

  public static void main(String[] args) throws IOException {
    try (Lease lease = TestServers.embedded().acquire(Path.of(args[0]), TestServers.OPTIONS)) {
      System.out.println("pid " + lease.pid());
      System.out.flush();
      while (System.in.read() >= 0) {
        // The end of the input is the sign to close.
      }
    }
  }
}
