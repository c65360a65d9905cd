package io.dumpwarden.embedded;

import java.io.IOException;
import java.io.Serial;

/** The embedded server cannot be had; the message says why and what to do. */
public final class EmbeddedMariaDbException extends IOException {

  @Serial private static final long serialVersionUID = 1L;

  EmbeddedMariaDbException(String message) {
    super(message);
  }

  EmbeddedMariaDbException(String message, Throwable cause) {
    super(message, cause);
  }
}
