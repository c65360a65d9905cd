package io.dumpwarden.swap;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The names that one replacement gives to its databases and locks. The tag is the end of the
 * restore's id: its beginning is the time, which restores of the same minute share.
 */
record SwapNames(String tag) {

  /** What an account's rights must cover, as a pattern of GRANT. */
  static final String PATTERN = "\\_dumpwarden\\_%";

  static final String ALL = "_dumpwarden_";

  private static final Pattern JOURNAL = Pattern.compile("_dumpwarden_([0-9a-f]{8})");

  static SwapNames of(UUID restoreId) {
    String digits = restoreId.toString().replace("-", "");
    return new SwapNames(digits.substring(digits.length() - 8));
  }

  /** Empty for a database whose name is not a journal's. */
  static Optional<SwapNames> ofJournal(String database) {
    return Optional.of(JOURNAL.matcher(database))
        .filter(java.util.regex.Matcher::matches)
        .map(found -> new SwapNames(found.group(1)));
  }

  String journal() {
    return ALL + tag;
  }

  /** Where the new data of the n-th unit is loaded. */
  String staging(int unit) {
    return "_dumpwarden_new_%s_%d".formatted(tag, unit + 1);
  }

  /** Where the old tables of the n-th unit wait. */
  String old(int unit) {
    return "_dumpwarden_old_%s_%d".formatted(tag, unit + 1);
  }

  /** Held by the connection that works on it, for as long as it does. */
  String lock() {
    return "dumpwarden.restore." + tag;
  }

  /** Held by the client that makes definitions. */
  String clientLock() {
    return "dumpwarden.definitions." + tag;
  }
}
