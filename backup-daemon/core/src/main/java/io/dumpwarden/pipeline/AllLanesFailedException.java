package io.dumpwarden.pipeline;

import java.io.IOException;

/** No storage is left to write to; {@link FanOut#failures} says why. */
public final class AllLanesFailedException extends IOException {

  AllLanesFailedException() {
    super("no storage takes the backup any more");
  }
}
