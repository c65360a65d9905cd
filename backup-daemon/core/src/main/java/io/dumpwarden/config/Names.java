package io.dumpwarden.config;

import java.util.regex.Pattern;

/**
 * Names of configured things. They go on command lines and into object keys, so they are plain: 1
 * to 100 ASCII letters, digits, dots, underscores and hyphens, with a letter or digit first.
 */
final class Names {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  private Names() {}

  static String check(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          ("'%s' is not a name: write 1 to 100 letters, digits, '.', '_' or '-', a letter or digit"
                  + " first")
              // a line break would forge a line of the log
              .formatted(name.replaceAll("\\p{Cntrl}", "?")));
    }
    return name;
  }
}
