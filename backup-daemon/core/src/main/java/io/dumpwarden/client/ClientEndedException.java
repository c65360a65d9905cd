package io.dumpwarden.client;

import java.io.IOException;

/** The client takes no more bytes: it has ended, and knows why. */
public final class ClientEndedException extends IOException {

  private static final long serialVersionUID = 1;

  ClientEndedException(IOException cause) {
    super("the client has ended", cause);
  }
}
