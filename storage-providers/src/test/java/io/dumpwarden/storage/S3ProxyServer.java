package io.dumpwarden.storage;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;

/** S3Proxy in this process: it checks signatures and checksums and keeps objects in a folder. */
public final class S3ProxyServer implements S3Server {

  private final Path folder;
  private final S3Proxy server;

  private S3ProxyServer(Path folder, S3Proxy server) {
    this.folder = folder;
    this.server = server;
  }

  public static S3ProxyServer start() throws Exception {
    Path folder = Files.createTempDirectory("s3proxy-");
    return started(folder, builder(folder));
  }

  /** The same, which also speaks TLS with the key of this key store. */
  public static S3ProxyServer startWithTls(Path keyStore, String password) throws Exception {
    Path folder = Files.createTempDirectory("s3proxy-");
    return started(
        folder,
        builder(folder)
            .secureEndpoint(URI.create("https://127.0.0.1:0"))
            .keyStore(keyStore.toString(), password));
  }

  @Override
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getPort());
  }

  public URI tlsEndpoint() {
    return URI.create("https://127.0.0.1:" + server.getSecurePort());
  }

  @Override
  public void close() throws Exception {
    server.stop();
    for (Path path : deepestFirst()) {
      Files.deleteIfExists(path);
    }
  }

  private static S3ProxyServer started(Path folder, S3Proxy.Builder builder) throws Exception {
    S3ProxyServer started = new S3ProxyServer(folder, builder.build());
    started.server.start();
    started.createBucket();
    return started;
  }

  private static S3Proxy.Builder builder(Path folder) {
    Properties properties = new Properties();
    properties.setProperty("jclouds.filesystem.basedir", folder.toString());
    return S3Proxy.builder()
        .blobStore(BlobStores.create("filesystem-nio2", properties))
        .endpoint(URI.create("http://127.0.0.1:0"))
        .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, "test-access", "test-secret")
        .v4MaxNonChunkedRequestSize(128L << 20);
  }

  private List<Path> deepestFirst() throws Exception {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.sorted(Comparator.reverseOrder()).toList();
    }
  }
}
