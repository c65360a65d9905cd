package io.dumpwarden.dump;

import io.dumpwarden.config.Flavor;
import java.nio.file.Path;

/**
 * The program that wrote a dump, as manifests name it.
 *
 * @param version the number of its distribution
 */
public record DumpTool(Path path, Flavor flavor, String version) {

  static DumpTool of(ClientProgram program) {
    return new DumpTool(program.path(), program.flavor(), program.release().toString());
  }
}
