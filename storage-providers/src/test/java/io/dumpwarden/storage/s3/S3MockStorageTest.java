package io.dumpwarden.storage.s3;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dumpwarden.storage.S3MockServer;
import io.dumpwarden.storage.S3Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

class S3MockStorageTest extends S3StorageContract {

  private static S3MockServer server;

  @BeforeAll
  static void startServer() {
    server = S3MockServer.start();
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @Override
  protected S3Server server() {
    return server;
  }

  /**
   * S3Mock 5.2 takes the object along when an upload of its key is aborted; it alone is to blame.
   */
  @Test
  @Override
  protected void anAbortLeavesAnOlderObjectAlone() {
    String bucket = server.bucket();
    try (S3Client client = server.client()) {
      client.putObject(r -> r.bucket(bucket).key("k"), RequestBody.fromString("older"));
      String id = client.createMultipartUpload(r -> r.bucket(bucket).key("k")).uploadId();
      client.abortMultipartUpload(r -> r.bucket(bucket).key("k").uploadId(id));
      assertThatThrownBy(() -> client.headObject(r -> r.bucket(bucket).key("k")))
          .isInstanceOf(NoSuchKeyException.class);
    }
  }
}
