package io.dumpwarden.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.dumpwarden.storage.ObjectKey;
import io.dumpwarden.storage.Secret;
import io.dumpwarden.storage.StorageException;
import io.dumpwarden.storage.StorageException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** What a part of an object is asked for with, and what is taken for it. */
@Isolated("it changes the process's locale")
class S3RangeTest {

  private static final ObjectKey KEY = new ObjectKey("db1/x.sql");
  private static final byte[] OBJECT = "0123456789".getBytes(StandardCharsets.US_ASCII);

  @TempDir Path spool;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final Locale before = Locale.getDefault();
  private volatile boolean ignoring;
  private HttpServer server;
  private S3Storage storage;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    S3Target target = new S3Target(endpoint, "us-east-1", "backups", "", true);
    S3Settings settings =
        S3Settings.of(target, spool).withAccess(S3Access.ofKeys("key", Secret.of("secret")));
    storage = new S3Storage(settings, InstantSource.system());
  }

  @AfterEach
  void stop() {
    Locale.setDefault(before);
    storage.close();
    server.stop(0);
  }

  @Test
  void itIsAskedForInDigitsOfTheProtocolWhateverTheLocale() throws IOException {
    Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));

    assertThat(read(storage.read(KEY, 3, 4))).isEqualTo("3456");
    assertThat(read(storage.read(KEY, 7))).isEqualTo("789");

    assertThat(asked).containsExactly("bytes=3-6", "bytes=7-");
  }

  @Test
  void aServiceThatSendsAnotherPartIsRefused() throws IOException {
    ignoring = true;

    assertThat(read(storage.read(KEY, 0))).isEqualTo("0123456789");
    assertRefused(() -> storage.read(KEY, 7));
    assertRefused(() -> storage.read(KEY, 3, 4));
  }

  private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            StorageException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INVALID))
        .hasMessageContaining("Range");
  }

  private static String read(InputStream part) throws IOException {
    try (part) {
      return new String(part.readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String range = exchange.getRequestHeaders().getFirst("Range");
      if (range != null) {
        asked.add(range);
      }
      if (range == null || ignoring) {
        send(exchange, 200, OBJECT);
        return;
      }
      String[] ends = range.substring("bytes=".length()).split("-", 2);
      int first = Integer.parseInt(ends[0]);
      int last = ends[1].isEmpty() ? OBJECT.length - 1 : Integer.parseInt(ends[1]);
      exchange
          .getResponseHeaders()
          .add("Content-Range", "bytes " + first + "-" + last + "/" + OBJECT.length);
      send(exchange, 206, Arrays.copyOfRange(OBJECT, first, last + 1));
    }
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }
}
