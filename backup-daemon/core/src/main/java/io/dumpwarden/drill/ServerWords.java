package io.dumpwarden.drill;

import java.sql.SQLException;
import java.util.regex.Pattern;

/** What a server said, without what the driver puts in front. */
final class ServerWords {

  private static final Pattern CONNECTION = Pattern.compile("^\\(conn=\\d+\\) ");

  private ServerWords() {}

  static String of(SQLException e) {
    return CONNECTION.matcher("" + e.getMessage()).replaceFirst("");
  }
}
