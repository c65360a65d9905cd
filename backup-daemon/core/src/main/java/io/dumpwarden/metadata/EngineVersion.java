package io.dumpwarden.metadata;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The server behind a metadata URL. */
record EngineVersion(String product, int major, int minor, int patch) {

  private static final Pattern NUMBERS = Pattern.compile("(\\d+)\\.(\\d+)(?:\\.(\\d+))?");

  /**
   * @param version what {@code SELECT VERSION()} says: {@code 8.0.15}, {@code 10.6.4-MariaDB-log},
   *     also {@code 5.5.5-10.6.4-MariaDB} as old clients are told
   */
  static EngineVersion parse(String version) {
    Matcher matcher = NUMBERS.matcher(version.replaceFirst("^5\\.5\\.5-", ""));
    if (!matcher.find()) {
      throw unsupported("says that its version is '" + version + "'");
    }
    return new EngineVersion(
        version.contains("MariaDB") ? "MariaDB" : "MySQL",
        Integer.parseInt(matcher.group(1)),
        Integer.parseInt(matcher.group(2)),
        matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3)));
  }

  /**
   * MySQL 8.0.13 is the first with expression defaults, MariaDB 10.6 the first with SKIP LOCKED.
   */
  void requireSupported() {
    boolean supported = product.equals("MariaDB") ? isAtLeast(10, 6, 0) : isAtLeast(8, 0, 13);
    if (!supported) {
      throw unsupported("is " + this);
    }
  }

  private boolean isAtLeast(int wantedMajor, int wantedMinor, int wantedPatch) {
    if (major != wantedMajor) {
      return major > wantedMajor;
    }
    return minor != wantedMinor ? minor > wantedMinor : patch >= wantedPatch;
  }

  private static DumpwardenException unsupported(String what) {
    return new DumpwardenException(
        ErrorCode.CONFIG_INVALID,
        "the metadata store " + what + ", which is not supported",
        "use MySQL 8.0.13 or newer, or MariaDB 10.6 or newer",
        null);
  }

  @Override
  public String toString() {
    return "%s %d.%d.%d".formatted(product, major, minor, patch);
  }
}
