package io.dumpwarden.metrics;

import com.sun.net.httpserver.HttpExchange;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Serves {@code /metrics} for Prometheus. Started once, stopped once. */
public final class MetricsServer {

  private static final int THREADS = 4;

  private final MetricsSettings settings;
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final StoreReader reader;
  private @Nullable JvmMetrics jvm;
  private @Nullable HTTPServer http;

  /**
   * @param version of Dumpwarden, for the build info
   */
  public MetricsServer(
      MetricsSettings settings, String version, MetricsSources sources, InstantSource clock) {
    this.settings = settings;
    this.reader = new StoreReader(now -> StoreFacts.read(sources, now), clock);
    registry.register(new StoreCollector(reader, version, sources.certificateEnd(), clock));
  }

  /**
   * Begins to listen.
   *
   * @throws DumpwardenException {@code PORT_IN_USE} where the address cannot be had
   */
  public void start() {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS, MetricsServer::thread);
    try {
      http =
          HTTPServer.builder()
              .hostname(settings.bind())
              .port(settings.port())
              .registry(registry)
              .registerHealthHandler(false)
              .defaultHandler(MetricsServer::notFound)
              .executorService(threads)
              .buildAndStart();
    } catch (IOException e) {
      threads.shutdownNow();
      throw cannotListen(e);
    }
    jvm = new JvmMetrics(registry);
  }

  /** Cuts open requests off and frees the port. */
  public void stop() {
    if (http != null) {
      http.stop();
    }
    if (jvm != null) {
      jvm.close();
    }
    reader.close();
  }

  /** The port it listens on, after {@link #start}. */
  public int port() {
    if (http == null) {
      throw new IllegalStateException("the metrics server was not started");
    }
    return http.getPort();
  }

  private DumpwardenException cannotListen(IOException e) {
    return new DumpwardenException(
        ErrorCode.PORT_IN_USE,
        "cannot listen on %s port %d for the metrics: %s"
            .formatted(settings.bind(), settings.port(), e.getMessage()),
        "end what listens there, or choose another port by DUMPWARDEN_METRICS_PORT"
            + " or another address by DUMPWARDEN_METRICS_BIND",
        e);
  }

  private static void notFound(HttpExchange exchange) throws IOException {
    byte[] body = "the metrics are at /metrics\n".getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
      boolean head = exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(404, head ? -1 : body.length);
      if (!head) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "metrics-http");
    thread.setDaemon(true);
    return thread;
  }
}
