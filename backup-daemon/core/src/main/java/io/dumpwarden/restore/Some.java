package io.dumpwarden.restore;

import java.util.List;
import java.util.stream.Collectors;

/** Names in a message: there may be thousands. */
final class Some {

  private static final int NAMED = 10;

  private Some() {}

  static String of(List<String> names) {
    String first = names.stream().limit(NAMED).collect(Collectors.joining(", "));
    return names.size() > NAMED ? "%s and %d more".formatted(first, names.size() - NAMED) : first;
  }
}
