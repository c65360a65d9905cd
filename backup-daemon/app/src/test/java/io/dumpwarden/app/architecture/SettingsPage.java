package io.dumpwarden.app.architecture;

import io.dumpwarden.app.EnvironmentVariable;
import java.util.Arrays;
import java.util.stream.Collectors;

/** docs/settings.md, out of {@link EnvironmentVariable}. */
final class SettingsPage {

  private static final String PAGE =
      """
      # Settings of the process

      <!-- Generated from EnvironmentVariable.java: do not edit. `mvn -pl backup-daemon/app -am test -Dtest=SettingsPageTest \
      -Dsurefire.failIfNoSpecifiedTests=false -Dsettings.page.write=true` writes it anew. -->

      Ports, paths, the metadata store and the keys come from the environment, once, when the process starts; the daemon and \
      the commands read the same variables. What to back up, when, where to and for how long is not here: those are rows.

      | Variable | Where it is not set | Meaning |
      | --- | --- | --- |
      %s

      - **From a file.** Each may be given as `…_FILE` instead: the file's content counts, without blanks and line breaks around it. \
      Both at once are refused.
      - **All problems at once.** What is wrong is reported together, before anything starts, with exit code 2.
      - **Unknown names are refused**, with the nearest known one. Exempt is what Kubernetes adds for a Service of that name \
      (`DUMPWARDEN_PORT…`, `DUMPWARDEN_SERVICE_…`), and `DUMPWARDEN_SECRET_…`, which rows may refer to as `env:DUMPWARDEN_SECRET_…`.
      """;

  private SettingsPage() {}

  static String render() {
    return PAGE.formatted(
        Arrays.stream(EnvironmentVariable.values())
            .map(SettingsPage::row)
            .collect(Collectors.joining("\n")));
  }

  private static String row(EnvironmentVariable variable) {
    String value = variable.defaultValue().isEmpty() ? "" : "`" + variable.defaultValue() + "`";
    return "| `%s` | %s | %s |".formatted(variable.name(), value, variable.meaning());
  }
}
