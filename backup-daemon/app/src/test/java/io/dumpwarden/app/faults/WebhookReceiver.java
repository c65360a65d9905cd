package io.dumpwarden.app.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes a webhook's calls, or does not. */
final class WebhookReceiver implements AutoCloseable {

  private enum Mode {
    WORKS,
    FAILS,
    HANGS
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<JsonNode> taken = new CopyOnWriteArrayList<>();
  private final AtomicInteger hanging = new AtomicInteger();
  private final CountDownLatch end = new CountDownLatch(1);
  private volatile Mode mode = Mode.WORKS;

  WebhookReceiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:%d/hook".formatted(server.getAddress().getPort());
  }

  void work() {
    mode = Mode.WORKS;
  }

  void fail() {
    mode = Mode.FAILS;
  }

  void hang() {
    mode = Mode.HANGS;
  }

  /** How many callers were left without an answer. */
  int hanging() {
    return hanging.get();
  }

  /** The kinds of the notices of a key that it took, in their order. */
  List<String> taken(String key) {
    return taken.stream()
        .filter(notice -> notice.path("key").asText().equals(key))
        .map(notice -> notice.path("kind").asText())
        .toList();
  }

  private void answer(HttpExchange call) throws IOException {
    try (call) {
      byte[] body = call.getRequestBody().readAllBytes();
      switch (mode) {
        case WORKS -> {
          taken.add(new ObjectMapper().readTree(body));
          call.sendResponseHeaders(204, -1);
        }
        case FAILS -> call.sendResponseHeaders(500, -1);
        case HANGS -> {
          hanging.incrementAndGet();
          end.await();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    end.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
