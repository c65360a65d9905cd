package io.dumpwarden.app;

import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.config.ServerParser;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.scan.ScanStore;
import io.dumpwarden.scan.ServerScan;
import io.dumpwarden.scan.ServerScanner;
import io.dumpwarden.view.ScanView;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Scans of servers, shown as they are now or as they were remembered. */
public final class ServerScans {

  private final Platform platform;
  private final ServerScanner scanner;
  private final ScanStore store;

  public ServerScans(Platform platform, ServerScanner scanner) {
    this.platform = platform;
    this.scanner = scanner;
    this.store = platform.scans();
  }

  /** Connects; where that fails, the error and what was seen last. */
  public ScanView now(ConfigRow row) {
    try {
      return view(scanner.scan(ServerParser.parse(row)), false, null);
    } catch (DumpwardenException e) {
      return remembered(row, e);
    }
  }

  /** Does not connect. */
  public ScanView last(ConfigRow row) {
    return remembered(row, null);
  }

  private ScanView remembered(ConfigRow row, @Nullable DumpwardenException error) {
    Optional<ServerScan> scan = store.last(row.key());
    if (scan.isPresent()) {
      return view(scan.get(), true, error);
    }
    return ScanView.without(row.key(), error == null ? neverScanned(row.key()) : error);
  }

  private ScanView view(ServerScan scan, boolean stored, @Nullable DumpwardenException error) {
    return ScanView.of(
        scan,
        scanner.coverage(scan, platform.snapshots().get()),
        platform.clock().instant(),
        stored,
        error);
  }

  private static DumpwardenException neverScanned(String server) {
    return new DumpwardenException(
        ErrorCode.NOT_FOUND,
        "server %s was never scanned".formatted(server),
        "run `dumpwarden server scan %s` while it can be reached".formatted(server),
        null);
  }
}
