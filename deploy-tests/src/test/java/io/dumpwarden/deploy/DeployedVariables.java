package io.dumpwarden.deploy;

import io.fabric8.kubernetes.api.model.EnvVar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The variables that something sets for the daemon. */
final class DeployedVariables {

  private static final Pattern ASSIGNED = Pattern.compile("\\b(DUMPWARDEN_[A-Z_]+)=");

  private DeployedVariables() {}

  /** As a pod of the chart has them; those that come from elsewhere are said in braces. */
  static Map<String, String> ofPod(Manifests manifests) {
    Map<String, String> variables = new LinkedHashMap<>();
    for (EnvVar variable : manifests.container().getEnv()) {
      String value = variable.getValue();
      variables.put(variable.getName(), value == null ? "{elsewhere}" : value);
    }
    return variables;
  }

  /** {@code NAME=} in a Dockerfile, a systemd unit or a file of settings, commented out or not. */
  static List<String> assignedIn(String text) {
    return ASSIGNED
        .matcher(text)
        .results()
        .map((Function<MatchResult, String>) m -> m.group(1))
        .distinct()
        .toList();
  }
}
