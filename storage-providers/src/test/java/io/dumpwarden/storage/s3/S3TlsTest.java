package io.dumpwarden.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dumpwarden.storage.ObjectKey;
import io.dumpwarden.storage.S3ProxyServer;
import io.dumpwarden.storage.StorageException;
import io.dumpwarden.storage.StorageException.Kind;
import io.dumpwarden.storage.StorageWriter;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An endpoint whose certificate only our own CA file vouches for. */
class S3TlsTest {

  private static final ObjectKey KEY = new ObjectKey("db1/x.sql");
  private static final String PASSWORD = "test-password";

  @TempDir static Path temp;
  private static Path pem;
  private static S3ProxyServer server;

  @BeforeAll
  static void startServer() throws Exception {
    Path store = temp.resolve("keys.p12");
    pem = temp.resolve("ca.pem");
    keytool(store, "-genkeypair", "-keyalg", "EC", "-dname", "CN=test", "-ext", "san=ip:127.0.0.1");
    keytool(store, "-exportcert", "-rfc", "-file", pem.toString());
    server = S3ProxyServer.startWithTls(store, PASSWORD);
  }

  @AfterAll
  static void stopServer() throws Exception {
    server.close();
  }

  @Test
  void theCaFileIsTrusted() {
    try (S3Storage storage = storage(server.tlsEndpoint(), pem)) {
      storage.check();
      try (StorageWriter writer = storage.open(KEY, OptionalLong.empty())) {
        writer.write(new byte[10_000_000], 0, 10_000_000);
        assertThat(writer.commit().bytes()).isEqualTo(10_000_000);
      }
    }
  }

  @Test
  void withoutItTheEndpointIsNotTrusted() {
    try (S3Storage storage = storage(server.tlsEndpoint(), null)) {
      assertInvalid(storage::check, "not trusted; give the storage its CA file");
    }
  }

  @Test
  void anEndpointWithoutTlsIsNamedAsSuch() {
    URI wrong = URI.create(server.endpoint().toString().replace("http:", "https:"));
    try (S3Storage storage = storage(wrong, pem)) {
      assertInvalid(storage::check, "does not speak TLS");
    }
  }

  @Test
  void aBrokenCaFileIsRefusedAtOnce() throws IOException {
    Path broken = Files.writeString(temp.resolve("broken.pem"), "no certificate");
    assertInvalid(() -> storage(server.tlsEndpoint(), broken), "broken.pem");
    assertInvalid(() -> storage(server.tlsEndpoint(), temp.resolve("none.pem")), "none.pem");
  }

  private static S3Storage storage(URI endpoint, Path caPem) {
    S3Settings settings = server.settings(endpoint, temp);
    S3Access access = S3Access.ofKeys(server.accessKey(), server.secretKey());
    return new S3Storage(
        settings.withAccess(caPem == null ? access : access.trusting(caPem)),
        InstantSource.system());
  }

  private static void assertInvalid(Runnable call, String message) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            StorageException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INVALID))
        .hasMessageContaining(message);
  }

  private static void keytool(Path store, String... args) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(args));
    command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD, "-alias", "s3"));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(output).isZero();
  }
}
