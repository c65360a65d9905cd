package io.dumpwarden.deploy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which metrics there are, by the generated page {@code docs/metrics.md}, and their labels. */
final class MetricLabels {

  /** What Prometheus adds, and what it makes by itself. */
  static final Set<String> OF_THE_TARGET = Set.of("job", "instance");

  private static final Map<String, Set<String>> OF_PROMETHEUS =
      Map.of("up", Set.of(), "ALERTS", Set.of("alertname", "alertstate", "severity"));

  /** The page lists Java's own by their beginnings. */
  private static final Map<String, Set<String>> OF_JAVA =
      Map.of("jvm_memory_used_bytes", Set.of("area", "id"));

  private static final Pattern ROW =
      Pattern.compile("^\\| `(\\w+)` \\| \\w+ \\| ([^|]*) \\|", Pattern.MULTILINE);
  private static final Pattern LABEL = Pattern.compile("`(\\w+)`");

  private MetricLabels() {}

  /** Those that the page documents. */
  static Map<String, Set<String>> documented() {
    Map<String, Set<String>> all = new LinkedHashMap<>();
    Matcher row = ROW.matcher(Checkout.text("docs/metrics.md"));
    while (row.find()) {
      Set<String> labels = new TreeSet<>();
      Matcher label = LABEL.matcher(row.group(2));
      while (label.find()) {
        labels.add(label.group(1));
      }
      all.put(row.group(1), labels);
    }
    return all;
  }

  /** Those and the ones of Prometheus and Java that rules and dashboard use. */
  static Map<String, Set<String>> known() {
    Map<String, Set<String>> all = new LinkedHashMap<>(documented());
    all.putAll(OF_PROMETHEUS);
    all.putAll(OF_JAVA);
    return all;
  }

  /** The labels that the values of an expression may have. */
  static Set<String> of(String expression, Map<String, String> records) {
    PromQl read = PromQl.of(expression);
    Set<String> labels = new TreeSet<>(OF_THE_TARGET);
    for (String metric : read.metrics().keySet()) {
      String record = records.get(metric);
      labels.addAll(record == null ? known().getOrDefault(metric, Set.of()) : of(record, records));
    }
    if (List.of("max by", "min by").contains(expression.strip().substring(0, 6))) {
      labels.retainAll(read.grouped());
    }
    return labels;
  }
}
