package io.dumpwarden.deploy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the chart renders with its own values, as files for those who have no Helm. */
final class PlainManifests {

  static final String FOLDER = "deploy/kubernetes";
  static final String NAMESPACE = "dumpwarden";

  private static final String HEAD =
      """
      # Rendered from deploy/helm/dumpwarden: do not edit. `mvn -pl deploy-tests -am test -Dtest=PlainManifestsTest
      # -Dsurefire.failIfNoSpecifiedTests=false -Dkubernetes.write=true` writes it anew.
      """;

  private static final Pattern SOURCE =
      Pattern.compile("(?m)^---\\n# Source: dumpwarden/templates/(\\S+)\\n");

  private PlainManifests() {}

  /** Text by file name; documents of one template stay together. */
  static Map<String, String> render() {
    String rendered = Chart.render("", NAMESPACE);
    Map<String, StringBuilder> files = new LinkedHashMap<>();
    Matcher source = SOURCE.matcher(rendered);
    int end = source.find() ? source.end() : rendered.length();
    String file = source.group(1);
    while (source.find()) {
      add(files, file, rendered.substring(end, source.start()));
      file = source.group(1);
      end = source.end();
    }
    add(files, file, rendered.substring(end));
    Map<String, String> texts = new LinkedHashMap<>();
    files.forEach((name, text) -> texts.put(name, HEAD + text));
    return texts;
  }

  private static void add(Map<String, StringBuilder> files, String file, String document) {
    // nobody's Helm manages these
    String plain =
        document.replaceAll("(?m)^ *(helm\\.sh/chart|app\\.kubernetes\\.io/managed-by): .*\\n", "");
    files
        .computeIfAbsent(file, name -> new StringBuilder())
        .append("---\n")
        .append(plain.strip())
        .append('\n');
  }
}
