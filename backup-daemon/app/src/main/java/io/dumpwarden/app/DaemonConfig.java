package io.dumpwarden.app;

import io.dumpwarden.admin.auth.TrustedProxies;
import io.dumpwarden.storage.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The process settings, read once from the environment. Operator settings are rows in the metadata
 * store; the two never mix.
 *
 * @param metadata null for the embedded server
 * @param masterKey base64, 32 bytes; null where it is kept in the data directory
 * @param toolFolders searched for dump and client tools before the PATH
 */
public record DaemonConfig(
    Path dataDir,
    @Nullable ExternalStore metadata,
    @Nullable Secret masterKey,
    Admin admin,
    Listen metrics,
    int maxConcurrentRuns,
    Duration reloadInterval,
    String nodeName,
    Logging.Settings logging,
    List<Path> toolFolders) {

  /** A metadata store that is not ours to start. */
  public record ExternalStore(String url, String user, Secret password) {}

  /** Where a server listens. */
  public record Listen(String address, int port) {}

  /**
   * The admin server.
   *
   * @param firstPassword of the first user; null to make one up
   * @param tls null to listen without TLS
   */
  public record Admin(
      Listen listen,
      @Nullable Secret firstPassword,
      @Nullable TlsFiles tls,
      TrustedProxies proxies) {}

  /** PEM files. */
  public record TlsFiles(Path certificate, Path key) {}

  /** Empty where the embedded server is the metadata store. */
  public Optional<ExternalStore> external() {
    return Optional.ofNullable(metadata);
  }

  /** Empty where the key is kept in the data directory. */
  public Optional<Secret> givenMasterKey() {
    return Optional.ofNullable(masterKey);
  }
}
