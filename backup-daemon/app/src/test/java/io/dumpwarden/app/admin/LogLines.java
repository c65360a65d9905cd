package io.dumpwarden.app.admin;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The log as an operator finds it: every line of standard error. One at a time. */
final class LogLines implements AutoCloseable {

  /** Writes to both. */
  private static final class Both extends OutputStream {

    private final OutputStream one;
    private final OutputStream other;

    Both(OutputStream one, OutputStream other) {
      this.one = one;
      this.other = other;
    }

    @Override
    public void write(int b) throws java.io.IOException {
      one.write(b);
      other.write(b);
    }
  }

  private final PrintStream before = System.err;
  private final ByteArrayOutputStream heard = new ByteArrayOutputStream();

  private LogLines() {
    System.setErr(new PrintStream(new Both(before, heard), true, StandardCharsets.UTF_8));
  }

  /** Logback's console looks for standard error at each line, so this hears it from now on. */
  static LogLines listen() {
    return new LogLines();
  }

  String text() {
    return heard.toString(StandardCharsets.UTF_8);
  }

  List<String> lines() {
    return text().lines().toList();
  }

  @Override
  public void close() {
    System.setErr(before);
  }
}
