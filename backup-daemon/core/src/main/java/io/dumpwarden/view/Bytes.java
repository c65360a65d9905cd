package io.dumpwarden.view;

import io.dumpwarden.config.Sizes;

/** Sizes for people. */
public final class Bytes {

  private Bytes() {}

  /** {@code 1.5 MiB}. */
  public static String text(long bytes) {
    return Sizes.text(bytes);
  }
}
