package io.dumpwarden.notify.send;

import io.dumpwarden.notify.NotSentException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Connects to receivers. A name is looked up once: the addresses that were judged are those that
 * are connected to, so that a name that changes its address in between gains nothing.
 */
record Network(Resolver resolver, Connector connector, SSLSocketFactory tls, Limits limits) {

  /** Looks a name up. */
  interface Resolver {
    InetAddress[] resolve(String host) throws UnknownHostException;
  }

  /** Makes a connected socket. */
  interface Connector {
    void connect(Socket socket, InetSocketAddress address, int millis) throws IOException;
  }

  /** Of one connect, of the whole of an HTTP exchange, of one answer of a mail server, of all. */
  record Limits(Duration connect, Duration http, Duration mailAnswer, Duration mail) {

    static final Limits STANDARD =
        new Limits(
            Duration.ofSeconds(5),
            Duration.ofSeconds(15),
            Duration.ofSeconds(20),
            Duration.ofSeconds(60));
  }

  static Network standard() {
    return new Network(
        InetAddress::getAllByName,
        Socket::connect,
        (SSLSocketFactory) SSLSocketFactory.getDefault(),
        Limits.STANDARD);
  }

  /**
   * @param publicOnly refuses a host of which any address is a private one
   * @return a socket whose address carries the host's name, as TLS needs it
   */
  Socket connect(Host host, boolean publicOnly, TimeLimit limit)
      throws IOException, NotSentException {
    List<InetAddress> addresses = lookUp(host.name(), limit);
    if (publicOnly && addresses.stream().anyMatch(PrivateAddresses::contains)) {
      throw new NotSentException(
          "%s is at a private address, and this channel does not allow those; %s"
              .formatted(host.name(), "set private_addresses where it is meant to be there"),
          true);
    }
    IOException refused = new IOException("it has no address");
    for (InetAddress address : addresses) {
      Socket socket = new Socket();
      limit.watch(socket);
      try {
        connector.connect(
            socket,
            new InetSocketAddress(
                InetAddress.getByAddress(host.name(), address.getAddress()), host.port()),
            limit.leftMillis(limits.connect()));
        return socket;
      } catch (IOException e) {
        socket.close();
        refused = e;
      }
    }
    throw refused;
  }

  /** TLS over a socket: only with a certificate that is trusted and is that host's. */
  SSLSocket secure(Socket socket, Host host) throws IOException {
    SSLSocket secure = (SSLSocket) tls.createSocket(socket, host.name(), host.port(), true);
    SSLParameters parameters = secure.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secure.setSSLParameters(parameters);
    secure.startHandshake();
    return secure;
  }

  /** The system's own look-up has no limit of time, and cannot be interrupted. */
  private List<InetAddress> lookUp(String host, TimeLimit limit) throws IOException {
    CompletableFuture<List<InetAddress>> found = new CompletableFuture<>();
    Thread thread = new Thread(() -> resolve(host, found), "look-up");
    thread.setDaemon(true);
    thread.start();
    try {
      return found.get(limit.leftMillis(limit.limit()), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new UnknownHostException(host);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private void resolve(String host, CompletableFuture<List<InetAddress>> found) {
    try {
      found.complete(List.of(resolver.resolve(host)));
    } catch (UnknownHostException | RuntimeException e) {
      found.completeExceptionally(e);
    }
  }
}
