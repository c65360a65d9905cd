package io.dumpwarden.storage;

/**
 * An S3 server to measure against: prints {@code ENDPOINT BUCKET ACCESS_KEY}, ends with its
 * standard input.
 */
public final class S3ProxyMain {

  private S3ProxyMain() {}

  public static void main(String[] arguments) throws Exception {
    try (S3ProxyServer server = S3ProxyServer.start()) {
      System.out.println(server.endpoint() + " " + server.bucket() + " " + server.accessKey());
      while (System.in.read() >= 0) {
        // until whoever started us goes away
      }
    }
  }
}
