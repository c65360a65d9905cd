package io.dumpwarden.storage.s3;

import io.dumpwarden.storage.LockingS3;
import io.dumpwarden.storage.S3Server;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

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

  /** As {@link S3MockStorageTest} shows, S3Mock has no answer to this. */
  @Test
  @Override
  protected void anAbortLeavesAnOlderObjectAlone() {}
}
