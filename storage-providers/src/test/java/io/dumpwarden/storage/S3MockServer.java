package io.dumpwarden.storage;

import com.adobe.testing.s3mock.S3MockApplication;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/**
 * Adobe's S3Mock in this process: another reading of S3 than S3Proxy's; it checks no signatures.
 */
public final class S3MockServer implements S3Server {

  private final S3MockApplication server;

  private S3MockServer(S3MockApplication server) {
    this.server = server;
  }

  public static S3MockServer start() {
    Map<String, Object> properties = // S3Mock adds to it
        new HashMap<>(
            Map.of(
                S3MockApplication.PROP_HTTP_PORT,
                S3MockApplication.RANDOM_PORT,
                S3MockApplication.PROP_HTTPS_PORT,
                S3MockApplication.RANDOM_PORT,
                "server.address",
                "127.0.0.1",
                S3MockApplication.PROP_SILENT,
                true));
    S3MockServer started = new S3MockServer(S3MockApplication.start(properties));
    started.createBucket();
    return started;
  }

  @Override
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getHttpPort());
  }

  @Override
  public void close() {
    server.stop();
  }
}
