package io.dumpwarden.storage;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Object lock before S3Mock, which keeps versions and delete markers and stores what its retention
 * and legal-hold requests say, but takes no lock with an upload, tells none and holds to none. As
 * the service's documentation says: a version under retention or legal hold is not deleted (403
 * AccessDenied), a DELETE without a version only adds a marker, and an upload that asks for a lock
 * needs a bucket with one and a checksum with each part.
 */
public final class LockingS3 implements S3Server {

  private static final String MODE = "x-amz-object-lock-mode";
  private static final String UNTIL = "x-amz-object-lock-retain-until-date";
  private static final String HOLD = "x-amz-object-lock-legal-hold";
  private static final String VERSION = "x-amz-version-id";
  private static final Pattern UPLOAD = Pattern.compile("<UploadId>([^<]+)</UploadId>");
  private static final Pattern VERSION_ELEMENT = Pattern.compile("<VersionId>([^<]+)</VersionId>");
  private static final Set<String> NOT_PASSED =
      Set.of("host", "connection", "content-length", "expect", "transfer-encoding", "date");

  private record Lock(String mode, Instant until) {}

  private final S3MockServer server = S3MockServer.start();
  private final HttpClient client = HttpClient.newHttpClient();
  private final Map<String, Lock> uploads = new ConcurrentHashMap<>();
  private final Map<String, Lock> locks = new ConcurrentHashMap<>();
  private final Set<String> holds = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer front;
  private volatile InstantSource clock;

  private LockingS3(InstantSource clock) throws IOException {
    this.clock = clock;
    this.front = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    front.setExecutor(threads);
    front.createContext("/", this::serve);
    front.start();
  }

  /** With one bucket that has object lock, and so keeps versions. */
  public static LockingS3 start(InstantSource clock) throws IOException {
    LockingS3 started = new LockingS3(clock);
    try (S3Client client = started.client()) {
      client.createBucket(r -> r.bucket(started.bucket()).objectLockEnabledForBucket(true));
      client.putBucketVersioning(
          r -> r.bucket(started.bucket()).versioningConfiguration(v -> v.status("Enabled")));
    }
    return started;
  }

  /** By which locks end, from now on. */
  public void setClock(InstantSource newClock) {
    clock = newClock;
  }

  @Override
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + front.getAddress().getPort());
  }

  /** S3Mock makes a bucket without locks for itself. */
  @Override
  public String bucket() {
    return "locked-backups";
  }

  @Override
  public void close() {
    front.stop(0);
    threads.shutdownNow();
    server.close();
  }

  /** Puts a version under legal hold, or takes that away. */
  public void hold(String fullKey, String version, boolean on) {
    String id = id(fullKey, version);
    if (on) {
      holds.add(id);
    } else {
      holds.remove(id);
    }
  }

  private String id(String fullKey, String version) {
    return "/" + bucket() + "/" + fullKey + " " + version;
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      Optional<String> refusal = refusal(exchange);
      if (refusal.isPresent()) {
        refuse(exchange, refusal.get());
        return;
      }
      HttpResponse<byte[]> answer = forward(exchange, body);
      remember(exchange, answer);
      pass(exchange, answer);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Optional<String> refusal(HttpExchange exchange) {
    String query = Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
    boolean asksForLock = exchange.getRequestHeaders().containsKey(MODE);
    if (asksForLock && !exchange.getRequestURI().getPath().startsWith("/" + bucket() + "/")) {
      return Optional.of("400 InvalidRequest");
    }
    String upload = parameter(query, "uploadId");
    boolean part = exchange.getRequestMethod().equals("PUT") && uploads.containsKey(upload);
    if (part && !exchange.getRequestHeaders().containsKey("x-amz-checksum-crc32")) {
      return Optional.of("400 InvalidRequest");
    }
    String version = parameter(query, "versionId");
    boolean deletes = exchange.getRequestMethod().equals("DELETE") && !version.isEmpty();
    return deletes && isLocked(exchange.getRequestURI().getPath() + " " + version)
        ? Optional.of("403 AccessDenied")
        : Optional.empty();
  }

  private boolean isLocked(String id) {
    Lock lock = locks.get(id);
    return holds.contains(id) || lock != null && clock.instant().isBefore(lock.until());
  }

  private static void refuse(HttpExchange exchange, String statusAndCode) throws IOException {
    String[] words = statusAndCode.split(" ");
    byte[] body =
        "<Error><Code>%s</Code><Message>refused</Message></Error>"
            .formatted(words[1])
            .getBytes(StandardCharsets.US_ASCII);
    exchange.getResponseHeaders().add("Content-Type", "application/xml");
    exchange.sendResponseHeaders(Integer.parseInt(words[0]), body.length);
    exchange.getResponseBody().write(body);
  }

  private HttpResponse<byte[]> forward(HttpExchange exchange, byte[] body)
      throws IOException, InterruptedException {
    URI target = URI.create(server.endpoint() + exchange.getRequestURI().toString());
    HttpRequest.Builder request =
        HttpRequest.newBuilder(target)
            .method(
                exchange.getRequestMethod(),
                body.length == 0
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (!NOT_PASSED.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
              }
            });
    return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private void remember(HttpExchange exchange, HttpResponse<byte[]> answer) {
    if (answer.statusCode() != 200) {
      return;
    }
    String path = exchange.getRequestURI().getPath();
    String text = new String(answer.body(), StandardCharsets.ISO_8859_1);
    Optional<Lock> asked = lock(exchange);
    String method = exchange.getRequestMethod();
    if (method.equals("POST")) {
      var begun = UPLOAD.matcher(text);
      if (asked.isPresent() && begun.find()) {
        uploads.put(begun.group(1), asked.get());
      }
      String query = Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
      Lock lock = uploads.remove(parameter(query, "uploadId"));
      if (lock != null) {
        locks.put(path + " " + versionOf(answer, text), lock);
      }
    } else if (method.equals("PUT") && asked.isPresent()) {
      locks.put(path + " " + versionOf(answer, text), asked.get());
    }
  }

  private static String versionOf(HttpResponse<byte[]> answer, String text) {
    var element = VERSION_ELEMENT.matcher(text);
    return answer
        .headers()
        .firstValue(VERSION)
        .orElseGet(() -> element.find() ? element.group(1) : "null");
  }

  private static Optional<Lock> lock(HttpExchange exchange) {
    String mode = exchange.getRequestHeaders().getFirst(MODE);
    String until = exchange.getRequestHeaders().getFirst(UNTIL);
    return mode == null || until == null
        ? Optional.empty()
        : Optional.of(new Lock(mode, Instant.parse(until)));
  }

  private void pass(HttpExchange exchange, HttpResponse<byte[]> answer) throws IOException {
    answer
        .headers()
        .map()
        .forEach(
            (name, values) -> {
              if (!List.of("connection", "transfer-encoding", "date").contains(name)) {
                exchange.getResponseHeaders().put(name, values);
              }
            });
    boolean head = exchange.getRequestMethod().equals("HEAD");
    if (head) {
      addLock(exchange, answer);
    }
    exchange.sendResponseHeaders(
        answer.statusCode(), head || answer.body().length == 0 ? -1 : answer.body().length);
    if (!head && answer.body().length > 0) {
      exchange.getResponseBody().write(answer.body());
    }
  }

  private void addLock(HttpExchange exchange, HttpResponse<byte[]> answer) {
    String id =
        exchange.getRequestURI().getPath() + " " + answer.headers().firstValue(VERSION).orElse("");
    Lock lock = locks.get(id);
    if (lock != null) {
      exchange.getResponseHeaders().set(MODE, lock.mode());
      exchange.getResponseHeaders().set(UNTIL, lock.until().toString());
    }
    if (holds.contains(id)) {
      exchange.getResponseHeaders().set(HOLD, "ON");
    }
  }

  private static String parameter(String query, String name) {
    for (String each : query.split("&")) {
      if (each.startsWith(name + "=")) {
        return each.substring(name.length() + 1);
      }
    }
    return "";
  }
}
