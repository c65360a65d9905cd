package io.dumpwarden.storage.s3;

import io.dumpwarden.storage.LockContract;
import io.dumpwarden.storage.LockingS3;
import io.dumpwarden.storage.StorageProvider;
import io.dumpwarden.storage.s3.S3Policy.Lock;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class S3LockContractTest extends LockContract {

  private static LockingS3 server;

  @TempDir Path spool;

  @BeforeAll
  static void startServer() throws Exception {
    server = LockingS3.start(InstantSource.system());
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @Override
  protected StorageProvider create() {
    S3Policy policy = S3Policy.ofBucket().withLock(new Lock(Lock.Mode.GOVERNANCE, 1));
    return new S3Storage(server.settings(spool).withPolicy(policy), InstantSource.system());
  }

  @Override
  protected void setTime(Instant time) {
    server.setClock(() -> time);
  }
}
