package io.dumpwarden.restore;

import io.dumpwarden.source.Inventory;
import io.dumpwarden.source.ObjectKind;
import java.util.Arrays;
import java.util.stream.Collectors;

/** How people are told that a database is in the way. */
final class NotEmpty {

  private NotEmpty() {}

  static String message(Inventory there, String server) {
    return "database %s on server %s is not empty: it has %s"
        .formatted(there.database(), server, contents(there));
  }

  /** {@code 3 tables, 1 view}. */
  static String contents(Inventory there) {
    return Arrays.stream(ObjectKind.values())
        .filter(kind -> !there.names(kind).isEmpty())
        .map(kind -> counted(there.names(kind).size(), kind.word()))
        .collect(Collectors.joining(", "));
  }

  private static String counted(int count, String word) {
    return count + " " + word + (count == 1 ? "" : "s");
  }
}
