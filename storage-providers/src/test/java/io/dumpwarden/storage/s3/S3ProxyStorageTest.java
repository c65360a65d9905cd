package io.dumpwarden.storage.s3;

import io.dumpwarden.storage.S3ProxyServer;
import io.dumpwarden.storage.S3Server;
import io.dumpwarden.storage.Secret;
import io.dumpwarden.storage.StorageException.Kind;
import java.time.InstantSource;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class S3ProxyStorageTest extends S3StorageContract {

  private static S3ProxyServer server;

  @BeforeAll
  static void startServer() throws Exception {
    server = S3ProxyServer.start();
  }

  @AfterAll
  static void stopServer() throws Exception {
    server.close();
  }

  @Override
  protected S3Server server() {
    return server;
  }

  /** S3Proxy's own names for uploads are to fit into a file name. */
  @Override
  protected int longestName() {
    return 200;
  }

  /** S3Mock loses some of them between pages. */
  @Test
  void pendingWritesOfOneKeyAreListedPageByPage() {
    assertPagesHold(IntStream.range(0, 20).mapToObj(i -> open(KEY).pending().uploadId()).toList());
  }

  @Test
  void wrongKeysAreDenied() {
    S3Settings wrong =
        server
            .settings(spool)
            .withAccess(S3Access.ofKeys(server.accessKey(), Secret.of("test-wrong")));
    try (S3Storage denied = new S3Storage(wrong, InstantSource.system())) {
      assertFails(Kind.DENIED, denied::check);
      assertFails(Kind.DENIED, () -> denied.stat(KEY));
      assertFails(Kind.DENIED, () -> denied.open(KEY, OptionalLong.empty()));
    }
  }
}
