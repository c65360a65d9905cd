package io.dumpwarden.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dumpwarden.access.Role;
import io.dumpwarden.admin.auth.TrustedProxies;
import io.dumpwarden.error.DumpwardenException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TlsTest {

  @TempDir private static Path folder;

  @BeforeAll
  static void make() throws Exception {
    PemFiles.make(folder, "rsa", "RSA", "2048");
    PemFiles.make(folder, "ec", "EC", "256");
    PemFiles.make(folder, "ed", "Ed25519", "255");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rsa", "ec", "ed"})
  void itServesWithTheCertificateAlone(String kind) throws Exception {
    try (AccessDoor door = door(kind + ".crt", kind + ".key")) {
      HttpResponse<String> answer = https(kind, request(door, "/health/live").build());

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Strict-Transport-Security"))
          .contains("max-age=31536000");
      assertThatThrownBy(() -> door.client().get("/health/live"))
          .as("there is no plain HTTP")
          .hasMessageContaining("");
    }
  }

  @Test
  void theCookieIsForTlsAndThisHostAlone() throws Exception {
    try (AccessDoor door = door("rsa.crt", "rsa.key")) {
      door.add("ada", Role.VIEWER);
      HttpRequest login =
          request(door, "/login")
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(BodyPublishers.ofString("name=ada&password=" + AccessDoor.PASSWORD))
              .build();

      String cookie = https("rsa", login).headers().firstValue("Set-Cookie").orElse("");

      assertThat(cookie)
          .matches("__Host-dumpwarden_session=[\\w-]{43}; Path=/; Secure; HttpOnly; SameSite=Lax");
      String pair = cookie.split(";")[0];
      assertThat(where(door, pair)).isEqualTo("127.0.0.1");
      assertThat(where(door, pair.replace("__Host-", ""))).isNotEqualTo("127.0.0.1");
    }
  }

  private static String where(AccessDoor door, String cookie) throws Exception {
    return https("rsa", request(door, "/where").header("Cookie", cookie).build()).body();
  }

  @ParameterizedTest
  @CsvSource({"rsa, RSA", "ec, EC"})
  void keysOfTheOlderFormsAreRead(String kind, String label) throws Exception {
    Path key = folder.resolve("old-" + kind + ".key");
    Files.writeString(key, PemFiles.older(Files.readString(folder.resolve(kind + ".key")), label));

    assertThat(TlsIdentity.read(folder.resolve(kind + ".crt"), key)).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    "none.crt, rsa.key, cannot be read",
    "rsa.key, rsa.key, certificate",
    "rsa.crt, rsa.crt, no PEM private key",
    "rsa.crt, ec.key, is not that of the certificate",
    "rsa.crt, encrypted.key, it is encrypted",
    "rsa.crt, garbage.key, it is no RSA",
  })
  void whatCannotBeUsedIsSaidWithoutTheKey(String certificate, String key, String words)
      throws Exception {
    String body = PemFiles.body(Files.readString(folder.resolve("rsa.key")));
    Files.writeString(folder.resolve("encrypted.key"), PemFiles.pem("ENCRYPTED PRIVATE KEY", body));
    Files.writeString(
        folder.resolve("garbage.key"),
        PemFiles.pem("PRIVATE KEY", Base64.getEncoder().encodeToString(new byte[] {1, 2, 3})));

    assertThatThrownBy(() -> TlsIdentity.read(folder.resolve(certificate), folder.resolve(key)))
        .isInstanceOf(DumpwardenException.class)
        .hasMessageContaining(words)
        .hasMessageNotContaining(body.substring(0, 40));
  }

  @Test
  void itsEndIsThatOfTheCertificate() throws Exception {
    X509Certificate certificate;
    try (InputStream file = Files.newInputStream(folder.resolve("rsa.crt"))) {
      certificate =
          (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(file);
    }

    assertThat(TlsIdentity.read(folder.resolve("rsa.crt"), folder.resolve("rsa.key")).end())
        .isEqualTo(certificate.getNotAfter().toInstant());
  }

  private static AccessDoor door(String certificate, String key) {
    TlsIdentity tls = TlsIdentity.read(folder.resolve(certificate), folder.resolve(key));
    return new AccessDoor(new AdminSettings("127.0.0.1", 0, tls, TrustedProxies.NONE));
  }

  private static HttpRequest.Builder request(AccessDoor door, String path) {
    return HttpRequest.newBuilder(URI.create("https://localhost:" + door.server.port() + path));
  }

  private static HttpResponse<String> https(String kind, HttpRequest request) throws Exception {
    Certificate certificate =
        CertificateFactory.getInstance("X.509")
            .generateCertificate(
                new ByteArrayInputStream(Files.readAllBytes(folder.resolve(kind + ".crt"))));
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("server", certificate);
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return HttpClient.newBuilder()
        .sslContext(context)
        .build()
        .send(request, BodyHandlers.ofString());
  }
}
