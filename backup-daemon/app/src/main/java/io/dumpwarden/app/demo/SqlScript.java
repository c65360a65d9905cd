package io.dumpwarden.app.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * SQL scripts beside this class. A line that holds only two semicolons ends a statement, so that
 * the bodies of triggers and routines need no quoting.
 */
final class SqlScript {

  private static final String END_OF_STATEMENT = "(?m)^;;$";

  private SqlScript() {}

  static List<String> statements(String resource) {
    return Stream.of(read(resource).split(END_OF_STATEMENT))
        .map(String::strip)
        .filter(statement -> !statement.isEmpty())
        .toList();
  }

  private static String read(String resource) {
    try (InputStream in = SqlScript.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the script " + resource + " is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the script " + resource, e);
    }
  }
}
