package io.dumpwarden.engines;

import io.dumpwarden.embedded.MariaDbBinaries;
import java.io.IOException;
import java.util.Optional;

/** MariaDB 11.4: the server that we ship. */
public final class MariaDb114 {

  private MariaDb114() {}

  /** Starts one of its own, with further options of {@code mariadbd}. */
  public static LocalEngine start(String... options) throws IOException {
    return MariaDbServer.start("MariaDB 11.4", binaries(), options);
  }

  /** The binaries, unpacked once for all builds of this user. */
  public static MariaDbBinaries binaries() throws IOException {
    return MariaDbBinaries.unpackInto(TestCache.folder("mariadb"));
  }

  static Optional<String> whyUnavailable() {
    return Platform.whyNotLinuxX64();
  }
}
