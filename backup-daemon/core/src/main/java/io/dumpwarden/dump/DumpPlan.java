package io.dumpwarden.dump;

import java.util.List;
import java.util.stream.Collectors;

/**
 * How a dump is made.
 *
 * @param program that makes it
 * @param passes in the order in which a restore reads them
 * @param exactPosition what {@link PositionOptions} says
 * @param dropped options that were asked for and the program does not have, as {@code name=value}
 * @param warnings what the dump may lack
 */
record DumpPlan(
    ClientProgram program,
    List<DumpPass> passes,
    boolean exactPosition,
    List<String> dropped,
    List<String> warnings) {

  DumpPlan {
    passes = List.copyOf(passes);
    dropped = List.copyOf(dropped);
    warnings = List.copyOf(warnings);
  }

  /** The pass whose snapshot and position are the dump's: the last one. */
  DumpPass main() {
    return passes.get(passes.size() - 1);
  }

  String command() {
    return passes.stream().map(pass -> pass.shown(program)).collect(Collectors.joining(" && "));
  }
}
