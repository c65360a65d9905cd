package io.dumpwarden.client;

import java.io.IOException;

/** The source cannot be read to its end. */
public final class UnreadableSourceException extends IOException {

  private static final long serialVersionUID = 1;

  UnreadableSourceException(IOException cause) {
    super(cause.getMessage(), cause);
  }
}
