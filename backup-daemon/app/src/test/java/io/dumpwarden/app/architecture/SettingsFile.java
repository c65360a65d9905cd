package io.dumpwarden.app.architecture;

import io.dumpwarden.app.EnvironmentVariable;
import java.util.Arrays;
import java.util.stream.Collectors;

/** conf/dumpwarden.env of the release archive, out of {@link EnvironmentVariable}. */
final class SettingsFile {

  private static final String FILE =
      """
      # Settings of Dumpwarden's process: take the # away from what is to be set.
      #
      # Read by bin/dumpwarden and by systemd: one NAME=value in each line, quotes around the value where it needs them.
      # What the environment sets already counts more than this file. Each may be given as NAME_FILE instead, the path of a
      # file with the value. Secrets in here: let nobody but root and Dumpwarden's user read this file.

      %s
      """;

  private SettingsFile() {}

  static String render() {
    return FILE.formatted(
        Arrays.stream(EnvironmentVariable.values())
            .map(SettingsFile::lines)
            .collect(Collectors.joining("\n\n")));
  }

  private static String lines(EnvironmentVariable variable) {
    return "# %s\n#%s=%s".formatted(variable.meaning(), variable.name(), variable.defaultValue());
  }
}
