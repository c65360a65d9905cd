package io.dumpwarden.dump;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Bytes cut into lines; of a very long one, its beginning. For one thread. */
final class HeardLines {

  private static final int LONGEST = 16 * 1024;

  private final Consumer<String> heard;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  HeardLines(Consumer<String> heard) {
    this.heard = heard;
  }

  void write(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      if (bytes[i] == '\n') {
        tell();
      } else if (line.size() < LONGEST) {
        line.write(bytes[i]);
      }
    }
  }

  /** Tells what no line break follows. */
  void end() {
    if (line.size() > 0) {
      tell();
    }
  }

  private void tell() {
    heard.accept(line.toString(StandardCharsets.UTF_8));
    line.reset();
  }
}
