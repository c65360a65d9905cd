package io.dumpwarden.storage.s3;

import io.dumpwarden.storage.LockingS3;
import io.dumpwarden.storage.S3Server;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

/** The whole contract where the bucket keeps every version. */
class S3VersionedStorageTest extends S3StorageContract {

  private static LockingS3 server;

  @BeforeAll
  static void startServer() throws Exception {
    server = LockingS3.start(InstantSource.system());
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @Override
  protected S3Server server() {
    return server;
  }

  /** Behind a delete marker S3Mock would still list it. */
  @Override
  protected void remove(S3Client client, String fullKey) {
    client
        .listObjectVersions(r -> r.bucket(server.bucket()).prefix(fullKey))
        .versions()
        .forEach(
            version ->
                client.deleteObject(
                    r ->
                        r.bucket(server.bucket())
                            .key(version.key())
                            .versionId(version.versionId())));
  }

  /** As {@link S3MockStorageTest} shows, S3Mock has no answer to this. */
  @Test
  @Override
  protected void anAbortLeavesAnOlderObjectAlone() {}
}
