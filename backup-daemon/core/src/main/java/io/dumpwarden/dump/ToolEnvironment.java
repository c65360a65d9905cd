package io.dumpwarden.dump;

import java.util.Map;
import java.util.Set;

/**
 * The environment that client programs get: enough to run, nothing that changes what they do. HOME
 * is not among it, because of {@code ~/.mylogin.cnf}, which Oracle's programs read even behind
 * {@code --defaults-file}.
 */
final class ToolEnvironment {

  private static final Set<String> KEPT = Set.of("PATH", "TMPDIR", "TZ");

  private ToolEnvironment() {}

  static void clean(Map<String, String> environment) {
    environment.keySet().retainAll(KEPT);
    // Messages are matched by their English words.
    environment.put("LC_ALL", "C.UTF-8");
  }
}
