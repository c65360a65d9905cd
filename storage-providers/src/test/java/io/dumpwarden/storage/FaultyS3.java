package io.dumpwarden.storage;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands in front of an S3 server and breaks chosen requests. One request per connection, so that
 * each fault hits exactly the request it is meant for. All state is this object's; it may be used
 * by many threads.
 */
public final class FaultyS3 implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(FaultyS3.class);

  private final URI upstream;
  private final ServerSocket listener;
  private final ExecutorService threads = Executors.newCachedThreadPool(FaultyS3::thread);
  private final List<S3Fault.Rule> rules = new CopyOnWriteArrayList<>();
  private final List<HttpHead> seen = new CopyOnWriteArrayList<>();
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private volatile Predicate<HttpHead> admitted = head -> true;
  private boolean vanished;

  private FaultyS3(URI upstream, ServerSocket listener) {
    this.upstream = upstream;
    this.listener = listener;
  }

  /** Starts on a free port of 127.0.0.1; without faults it only passes things on. */
  public static FaultyS3 before(S3Server server) throws IOException {
    FaultyS3 faulty =
        new FaultyS3(
            server.endpoint(), new ServerSocket(0, 200, InetAddress.getByName("127.0.0.1")));
    faulty.threads.execute(faulty::accept);
    return faulty;
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort());
  }

  /**
   * The {@code first}-th request of that kind from now on, and {@code times - 1} behind it, fail
   * so.
   */
  public void plant(S3Fault.Operation operation, int first, int times, S3Fault fault) {
    rules.add(new S3Fault.Rule(operation, first, times, fault));
  }

  /** From now on every request of that kind fails so. */
  public void plant(S3Fault.Operation operation, S3Fault fault) {
    plant(operation, 1, Integer.MAX_VALUE, fault);
  }

  /** From now on, what is not admitted is denied as the service denies it. */
  public void admit(Predicate<HttpHead> admitted) {
    this.admitted = admitted;
  }

  /** Stops answering, and reading, also what is under way; connections still open. */
  public synchronized void vanish() {
    vanished = true;
  }

  /** Is as well as the server behind it again. */
  public synchronized void heal() {
    rules.clear();
    vanished = false;
    notifyAll();
  }

  /** How many requests of that kind came. */
  public long count(S3Fault.Operation operation) {
    return seen.stream().filter(head -> head.operation() == operation).count();
  }

  /** A header of the latest request of that kind. */
  public Optional<String> header(S3Fault.Operation operation, String name) {
    return seen.stream()
        .filter(head -> head.operation() == operation)
        .reduce((earlier, later) -> later)
        .flatMap(head -> head.header(name));
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : sockets) {
      socket.close();
    }
    threads.shutdownNow();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listener.accept();
        sockets.add(client);
        threads.execute(() -> serve(client));
      }
    } catch (IOException e) {
      log.debug("no longer listening: {}", e.toString());
    }
  }

  private void serve(Socket client) {
    try (client) {
      InputStream in = new BufferedInputStream(client.getInputStream());
      HttpHead head = HttpHead.read(in);
      seen.add(head);
      waitWhileVanished();
      Optional<S3Fault> fault =
          admitted.test(head)
              ? rules.stream().flatMap(rule -> rule.hit(head.operation()).stream()).findFirst()
              : Optional.of(new S3Fault.Refuse(403, "AccessDenied"));
      if (head.expectsContinue()) {
        client.getOutputStream().write(HttpHead.CONTINUE);
      }
      if (fault.isPresent()) {
        fail(fault.get(), head, in, client);
      } else {
        forward(head, in, client.getOutputStream());
      }
    } catch (IOException e) {
      log.debug("a connection broke: {}", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      sockets.remove(client);
    }
  }

  private void fail(S3Fault fault, HttpHead head, InputStream in, Socket client)
      throws IOException, InterruptedException {
    if (fault instanceof S3Fault.Refuse refuse) {
      in.skipNBytes(head.contentLength());
      client.getOutputStream().write(refuse.answer());
    } else if (fault instanceof S3Fault.Cut cut) {
      in.skipNBytes(Math.min(cut.afterBytes(), head.contentLength()));
      client.setSoLinger(true, 0);
    } else if (fault instanceof S3Fault.Hang) {
      new CountDownLatch(1).await();
    } else if (fault instanceof S3Fault.LoseAnswer) {
      forward(head, in, OutputStream.nullOutputStream());
    } else if (fault instanceof S3Fault.Answer answer) {
      in.skipNBytes(head.contentLength());
      client.getOutputStream().write(answer.bytes().getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  private void forward(HttpHead head, InputStream in, OutputStream out)
      throws IOException, InterruptedException {
    try (Socket server = new Socket(upstream.getHost(), upstream.getPort())) {
      sockets.add(server);
      OutputStream toServer = server.getOutputStream();
      toServer.write(head.forOneRequest());
      copy(in, toServer, head.contentLength());
      toServer.flush();
      copy(server.getInputStream(), out, Long.MAX_VALUE);
      sockets.remove(server);
    }
  }

  private void copy(InputStream in, OutputStream out, long bytes)
      throws IOException, InterruptedException {
    byte[] buffer = new byte[16 << 10];
    long left = bytes;
    while (left > 0) {
      int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
      if (read < 0) {
        return;
      }
      waitWhileVanished();
      out.write(buffer, 0, read);
      left -= read;
    }
  }

  private synchronized void waitWhileVanished() throws InterruptedException {
    while (vanished) {
      wait();
    }
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "faulty-s3");
    thread.setDaemon(true);
    return thread;
  }
}
