package io.dumpwarden.app.command;

import io.dumpwarden.config.Sizes;

/** Sizes for people. */
final class Bytes {

  private Bytes() {}

  /** {@code 1.5 MiB}. */
  static String text(long bytes) {
    return Sizes.text(bytes);
  }
}
