package io.dumpwarden.app;

import io.dumpwarden.config.Flavor;
import io.dumpwarden.config.Tls;
import io.dumpwarden.config.TlsMode;
import io.dumpwarden.drill.DrillSubject;
import io.dumpwarden.drill.ThrowawayServer;
import io.dumpwarden.embedded.EmbeddedMariaDb;
import io.dumpwarden.embedded.Lease;
import io.dumpwarden.source.Login;
import io.dumpwarden.storage.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A MariaDB of our own for one drill: it goes with its folder. */
final class EmbeddedThrowaway implements ThrowawayServer {

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedThrowaway.class);

  /** Loaded under their own names, they would replace what this server lives on. */
  private static final Set<String> OWN =
      Set.of("mysql", "sys", "information_schema", "performance_schema");

  private final Path folder;
  private final Lease lease;
  private final Map<String, String> databases = new LinkedHashMap<>();
  private List<String> limits = List.of();
  private String version = "MariaDB";

  EmbeddedThrowaway(Path folder, Lease lease) {
    this.folder = folder;
    this.lease = lease;
  }

  void isFor(DrillSubject subject, String ownVersion) {
    version = ownVersion;
    for (String name : subject.backup().databases()) {
      databases.put(name, OWN.contains(name) ? "_restored_" + name : name);
    }
    limits = subject.flavor() == Flavor.MARIADB ? List.of() : List.of(subject.limitIn(version));
  }

  Connection connect() throws SQLException {
    return lease.connect();
  }

  @Override
  public String describe() {
    return "embedded " + version;
  }

  @Override
  public Login login() {
    return new Login(
        Flavor.MARIADB,
        lease.host(),
        lease.port(),
        lease.user(),
        Secret.of(lease.password()),
        new Tls(TlsMode.DISABLED, null));
  }

  @Override
  public Map<String, String> databases() {
    return Collections.unmodifiableMap(databases);
  }

  @Override
  public List<String> limits() {
    return limits;
  }

  @Override
  public void close() {
    // what ended the drill must not end this
    boolean interrupted = Thread.interrupted();
    try {
      lease.close();
    } catch (IOException | RuntimeException e) {
      LOG.warn("the embedded MariaDB of a drill did not stop in order: {}", e.getMessage());
    } finally {
      remove(folder);
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Ends what still runs there, and deletes the folder. */
  static void remove(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try {
      EmbeddedMariaDb.endServersBelow(folder);
    } catch (IOException | RuntimeException e) {
      LOG.warn("a MariaDB below {} does not end: {}", folder, e.getMessage());
    }
    TemporaryFolder.deleteTree(folder);
  }
}
