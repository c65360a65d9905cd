package io.dumpwarden.dump;

import io.dumpwarden.config.Flavor;
import io.dumpwarden.source.Version;
import java.nio.file.Path;

/**
 * A client program of MySQL or MariaDB, told by what its {@code --version} says, not by its name.
 *
 * @param release of the program's distribution, such as 10.11.6 or 9.4.0
 */
public record ClientProgram(Path path, Flavor flavor, Version release) {

  /** How messages name it: {@code mysqldump 9.4.0 of mysql}. */
  public String describe() {
    return path.getFileName() + " " + release + " of " + flavor.id();
  }
}
