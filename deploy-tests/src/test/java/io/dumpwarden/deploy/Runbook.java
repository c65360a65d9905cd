package io.dumpwarden.deploy;

import io.dumpwarden.error.ErrorCode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * {@code docs/runbook.md}: a section for each alert and each error code, of which the first part is
 * generated and the rest is somebody's advice.
 */
final class Runbook {

  static final String FILE = "docs/runbook.md";

  private static final String MARK = "<!-- generated -->\n%s\n<!-- end -->\n";
  private static final Pattern MARKED =
      Pattern.compile("<!-- generated -->\\n.*?<!-- end -->\\n", Pattern.DOTALL);
  private static final Pattern SECTION =
      Pattern.compile("^### (\\S+)\\n(.*?)(?=^##|\\z)", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern LABEL = Pattern.compile("\\{\\{ \\$labels\\.(\\w+) }}");
  private static final Pattern VALUE = Pattern.compile("\\{\\{ \\$value[^}]*}}");

  private final String text;
  private final List<PromRules.Alert> alerts;

  Runbook(String text, List<PromRules.Alert> alerts) {
    this.text = text;
    this.alerts = alerts;
  }

  /** What people wrote, by section, without what is generated. */
  Map<String, String> advice() {
    Map<String, String> all = new LinkedHashMap<>();
    Matcher section = SECTION.matcher(text);
    while (section.find()) {
      String advice = MARKED.matcher(section.group(2)).replaceAll("").strip();
      if (all.put(section.group(1), advice) != null) {
        throw new IllegalStateException("two sections are called " + section.group(1));
      }
    }
    return all;
  }

  /** The page as it is to be: the beginning and the advice as they are, all else anew. */
  String anew() {
    Map<String, String> advice = advice();
    StringBuilder page = new StringBuilder(text.split("<!-- generated -->", 2)[0]);
    page.append(MARK.formatted(list())).append("\n## Alerts\n");
    alerts.forEach(
        alert -> page.append(section(alert.name(), generated(alert), advice.get(alert.name()))));
    page.append("\n## Error codes\n");
    for (ErrorCode code : ErrorCode.values()) {
      page.append(section(code.code(), generated(code), advice.get(code.code())));
    }
    return page.toString();
  }

  private static String section(String name, String generated, String advice) {
    return "\n### %s\n\n%s\n%s\n"
        .formatted(name, MARK.formatted(generated), advice == null ? "" : advice);
  }

  private String list() {
    return "Alerts:\n\n- critical: %s\n- warning: %s\n\nError codes:\n\n%s"
        .formatted(
            alerts("critical"),
            alerts("warning"),
            Arrays.stream(ErrorCode.values())
                .map(code -> "[%1$s](#%1$s)".formatted(code.code()))
                .collect(Collectors.joining(" · ")));
  }

  private String alerts(String severity) {
    return alerts.stream()
        .filter(alert -> alert.severity().equals(severity))
        .map(alert -> "[%s](#%s)".formatted(alert.name(), alert.anchor()))
        .collect(Collectors.joining(" · "));
  }

  private static String generated(PromRules.Alert alert) {
    String told = VALUE.matcher(alert.annotation("description")).replaceAll("N");
    return "**%s**, %s: %s\n\n```promql\n%s\n```"
        .formatted(
            alert.severity(),
            alert.pending().isEmpty() ? "at once" : "after " + alert.pending(),
            LABEL
                .matcher(told)
                .replaceAll(label -> label.group(1).toUpperCase(java.util.Locale.ROOT)),
            alert.expression().strip());
  }

  private static String generated(ErrorCode code) {
    return "%s. Hint: %s."
        .formatted(
            code.retryable()
                ? "Tried again by itself where the schedule has retries"
                : "Not tried again: somebody has to do something",
            code.hint());
  }
}
