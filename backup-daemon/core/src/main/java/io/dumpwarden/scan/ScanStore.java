package io.dumpwarden.scan;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was last seen of each server. Every method may throw {@code METADATA_UNAVAILABLE}. */
public interface ScanStore {

  /** Keeps a scan in place of the server's last one. */
  void save(ServerScan scan);

  /** The server's last scan. */
  Optional<ServerScan> last(String server);

  /** The last scan of each server, by name. */
  List<ServerScan> all();

  /**
   * When each of the databases was last backed up so that a copy of it is still there; those that
   * never were are not in it.
   */
  Map<String, Instant> lastBackups(String server, Collection<String> databases);
}
