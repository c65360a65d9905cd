package io.dumpwarden.snapshot;

import io.dumpwarden.dump.Source;
import io.dumpwarden.source.Login;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Brings each connection to the next one of several servers. */
final class Balancer implements AutoCloseable {

  private final List<Source> servers;
  private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final Queue<Socket> open = new ConcurrentLinkedQueue<>();

  Balancer(List<Source> servers) throws IOException {
    this.servers = servers;
    start(this::accept);
  }

  /** As that of one of the servers, but to whichever has its turn. */
  Login login(Login one) {
    String host = door.getInetAddress().getHostAddress();
    return new Login(
        one.flavor(), host, door.getLocalPort(), one.user(), one.password(), one.tls());
  }

  private void accept() throws IOException {
    for (int turn = 0; ; turn++) {
      Socket client = door.accept();
      Login login = servers.get(turn % servers.size()).login();
      Socket server = new Socket(login.host(), login.port());
      open.add(client);
      open.add(server);
      start(() -> pass(client, server));
      start(() -> pass(server, client));
    }
  }

  private static void pass(Socket from, Socket to) throws IOException {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    }
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void start(Work work) {
    Runnable quiet =
        () -> {
          try {
            work.run();
          } catch (IOException e) {
            // one of the two ends closed it
          }
        };
    DaemonThreads.named("balancer").newThread(quiet).start();
  }

  @Override
  public void close() throws IOException {
    door.close();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
