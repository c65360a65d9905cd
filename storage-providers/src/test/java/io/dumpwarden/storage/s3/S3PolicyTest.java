package io.dumpwarden.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dumpwarden.storage.ObjectKey;
import io.dumpwarden.storage.S3MockServer;
import io.dumpwarden.storage.Secret;
import io.dumpwarden.storage.StorageWriter;
import io.dumpwarden.storage.s3.S3Policy.Encryption;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** What settings say arrives at the service; what cannot be is refused when it is said. */
class S3PolicyTest {

  private static S3MockServer server;

  @TempDir Path spool;

  @BeforeAll
  static void startServer() {
    server = S3MockServer.start();
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @Test
  void encryptionAndStorageClassAreAskedFor() {
    HeadObjectResponse stored = stored(new S3Policy(Encryption.AES256, null, "STANDARD_IA"));
    assertThat(stored.serverSideEncryptionAsString()).isEqualTo("AES256");
    assertThat(stored.storageClassAsString()).isEqualTo("STANDARD_IA");
  }

  @Test
  void aKmsKeyIsAskedFor() {
    server.registerKmsKey("arn:aws:kms:us-east-1:1234567890:key/test-key");
    HeadObjectResponse stored = stored(new S3Policy(Encryption.KMS, "test-key", null));
    assertThat(stored.serverSideEncryptionAsString()).isEqualTo("aws:kms");
    assertThat(stored.ssekmsKeyId()).isEqualTo("test-key");
  }

  @Test
  void byDefaultTheBucketDecides() {
    assertThat(stored(S3Policy.ofBucket()).serverSideEncryptionAsString()).isNull();
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

  private HeadObjectResponse stored(S3Policy policy) {
    ObjectKey key = new ObjectKey("db1/x.sql");
    S3Settings settings = server.settings(spool).withPolicy(policy);
    try (S3Storage storage = new S3Storage(settings, InstantSource.system());
        StorageWriter writer = storage.open(key, OptionalLong.empty());
        S3Client client = server.client()) {
      writer.write(new byte[1], 0, 1);
      writer.commit();
      String fullKey = settings.target().full(key.value());
      return client.headObject(request -> request.bucket(server.bucket()).key(fullKey));
    }
  }

  private static void assertRefused(Runnable call) {
    assertThatThrownBy(call::run).isInstanceOf(IllegalArgumentException.class);
  }
}
