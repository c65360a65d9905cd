package io.dumpwarden.storage.s3;

import io.dumpwarden.storage.S3MockServer;
import io.dumpwarden.storage.S3Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

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
}
