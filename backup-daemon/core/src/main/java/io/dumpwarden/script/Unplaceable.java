package io.dumpwarden.script;

import java.io.IOException;

/** A statement that might reach a database that it is not meant for. */
final class Unplaceable extends IOException {

  private static final long serialVersionUID = 1L;

  /**
   * @param why goes on behind the statement
   */
  Unplaceable(String why) {
    super(why);
  }
}
