package io.dumpwarden.app.command;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a file says of one server, as texts.
 *
 * @param line where it begins
 */
record FleetValues(int line, Map<String, String> texts) {

  static FleetValues at(int line) {
    return new FleetValues(line, new LinkedHashMap<>());
  }

  /** Only names: among the texts there may be passwords. */
  @Override
  public String toString() {
    return "line " + line + ": " + texts.keySet();
  }
}
