package io.dumpwarden.source;

import java.util.Optional;

/** The privilege to ask where the binary log stands. */
public final class BinlogGrant {

  private BinlogGrant() {}

  /** The statement that lets the account ask; empty where it may, or nothing is to be asked. */
  public static Optional<String> remedy(ServerFacts server) {
    return Optional.empty();
  }
}
