package io.dumpwarden.load;

import io.dumpwarden.source.Login;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** Stands before a server, which can be made to look as if its host had lost its power. */
final class SilentRelay implements AutoCloseable {

  private static final int BUFFER = 8192;

  private final Login server;
  private final ServerSocket door;
  private final List<Socket> sockets = new ArrayList<>();
  private int passed;
  private int silent;

  SilentRelay(Login server) throws IOException {
    this.server = server;
    this.door = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    begin(this::accept);
  }

  Login login() {
    return new Login(
        server.flavor(),
        "127.0.0.1",
        door.getLocalPort(),
        server.user(),
        server.password(),
        server.tls());
  }

  /** From now on nothing is heard on the connections that there are, not even their end. */
  synchronized void silence() {
    silent = passed;
  }

  private synchronized boolean isSilent(int number) {
    return number <= silent;
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = door.accept();
      Socket to = new Socket(server.host(), server.port());
      int number = enter(client, to);
      begin(() -> pass(client, to, 0));
      begin(() -> pass(to, client, number));
    }
  }

  private synchronized int enter(Socket client, Socket to) {
    sockets.add(client);
    sockets.add(to);
    return ++passed;
  }

  private void pass(Socket from, Socket to, int number) throws IOException {
    byte[] buffer = new byte[BUFFER];
    InputStream in = from.getInputStream();
    OutputStream out = to.getOutputStream();
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      if (number == 0 || !isSilent(number)) {
        out.write(buffer, 0, n);
      }
    }
    if (number == 0 || !isSilent(number)) {
      to.close();
    }
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void begin(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                // one of both has ended
              }
            },
            "silent-relay");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public synchronized void close() throws IOException {
    door.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
