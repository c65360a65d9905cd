package io.dumpwarden.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dumpwarden.storage.FaultyS3;
import io.dumpwarden.storage.ObjectKey;
import io.dumpwarden.storage.S3Fault;
import io.dumpwarden.storage.S3Fault.Operation;
import io.dumpwarden.storage.S3ProxyServer;
import io.dumpwarden.storage.Secret;
import io.dumpwarden.storage.s3.S3Policy.Encryption;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What settings say arrives at the service; what cannot be is refused when it is said. */
class S3PolicyTest {

  private static final String SSE = "x-amz-server-side-encryption";

  private static S3ProxyServer server;

  @TempDir Path spool;
  private FaultyS3 wire;

  @BeforeAll
  static void startServer() throws Exception {
    server = S3ProxyServer.start();
  }

  @AfterAll
  static void stopServer() throws Exception {
    server.close();
  }

  @BeforeEach
  void listen() throws IOException {
    wire = FaultyS3.before(server);
    // only what is asked for matters: the test servers keep none of it
    wire.plant(Operation.BEGIN_UPLOAD, new S3Fault.Refuse(400, "Enough"));
  }

  @AfterEach
  void hangUp() throws IOException {
    wire.close();
  }

  @Test
  void encryptionAndStorageClassAreAskedFor() {
    begin(new S3Policy(Encryption.AES256, null, "STANDARD_IA"));
    assertThat(asked(SSE)).contains("AES256");
    assertThat(asked("x-amz-storage-class")).contains("STANDARD_IA");
  }

  @Test
  void aKmsKeyIsAskedFor() {
    begin(new S3Policy(Encryption.KMS, "test-key", null));
    assertThat(asked(SSE)).contains("aws:kms");
    assertThat(asked(SSE + "-aws-kms-key-id")).contains("test-key");
  }

  @Test
  void byDefaultTheBucketDecides() {
    begin(S3Policy.ofBucket());
    assertThat(asked(SSE)).isEmpty();
    assertThat(asked("x-amz-storage-class")).isEmpty();
    assertThat(asked("x-amz-checksum-algorithm")).contains("CRC32");
  }

  @Test
  void nothingShowsTheSecretKey() {
    S3Settings settings =
        server.settings(spool).withAccess(S3Access.ofKeys("id", Secret.of("test-hidden")));
    assertThat(settings.toString()).doesNotContain("test-hidden");
  }

  @Test
  void settingsThatCannotBeAreRefused() {
    assertRefused(() -> new S3Access("only-half", null, null));
    assertRefused(() -> new S3Policy(Encryption.AES256, "a-key", null));
    assertRefused(() -> new S3Target(URI.create("ftp://host"), "r", "bucket", "", true));
    assertRefused(() -> new S3Target(URI.create("http://user:pw@host"), "r", "bucket", "", true));
    assertRefused(() -> new S3Target(null, "", "bucket", "", true));
    assertRefused(() -> new S3Target(null, "r", "no/bucket", "", true));
    assertRefused(() -> new PartLimits(1, 10_000, 1));
    assertRefused(() -> new PartLimits(PartLimits.MIN_PART, 10_001, 1));
    assertRefused(() -> S3Transfer.of(spool).withPartsInFlight(0));
    assertRefused(() -> S3Transfer.of(spool).withMemoryBytes(-1));
  }

  @Test
  void prefixesAreTrimmed() {
    S3Target target = new S3Target(null, "r", "bucket", "/a/b//", false);
    assertThat(target.location()).isEqualTo("s3:bucket/a/b");
    assertThat(target.full("k")).isEqualTo("a/b/k");
    assertThat(target.relative("a/b/k")).isEqualTo("k");
  }

  private void begin(S3Policy policy) {
    S3Settings settings = server.settings(wire.endpoint(), spool).withPolicy(policy);
    try (S3Storage storage = new S3Storage(settings, InstantSource.system())) {
      assertThatThrownBy(() -> storage.open(new ObjectKey("x"), OptionalLong.empty()))
          .hasMessageContaining("Enough");
    }
  }

  private Optional<String> asked(String header) {
    return wire.header(Operation.BEGIN_UPLOAD, header);
  }

  private static void assertRefused(Runnable call) {
    assertThatThrownBy(call::run).isInstanceOf(IllegalArgumentException.class);
  }
}
