package io.dumpwarden.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What {@code deploy/prometheus/rules.yml} says. */
final class PromRules {

  static final String FILE = "deploy/prometheus/rules.yml";

  /**
   * An alert.
   *
   * @param pending how long the expression holds before it fires; empty for at once
   */
  record Alert(
      String name, String expression, String pending, String severity, JsonNode annotations) {

    String annotation(String key) {
      return annotations.path(key).asText();
    }

    /** What a heading of its name is linked by. */
    String anchor() {
      return name.toLowerCase(java.util.Locale.ROOT);
    }
  }

  private final List<JsonNode> rules;

  private PromRules(List<JsonNode> rules) {
    this.rules = rules;
  }

  static PromRules read() {
    return new PromRules(
        stream(Yaml.one(Checkout.text(FILE)).path("groups"))
            .flatMap(group -> stream(group.path("rules")))
            .toList());
  }

  private static java.util.stream.Stream<JsonNode> stream(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }

  List<Alert> alerts() {
    return rules.stream()
        .filter(rule -> rule.has("alert"))
        .map(
            rule ->
                new Alert(
                    rule.path("alert").asText(),
                    rule.path("expr").asText(),
                    rule.path("for").asText(),
                    rule.path("labels").path("severity").asText(),
                    rule.path("annotations")))
        .toList();
  }

  /** The expressions of what is recorded, by its name. */
  Map<String, String> records() {
    return rules.stream()
        .filter(rule -> rule.has("record"))
        .collect(
            Collectors.toMap(
                rule -> rule.path("record").asText(),
                rule -> rule.path("expr").asText(),
                (a, b) -> {
                  throw new IllegalStateException("recorded twice");
                },
                TreeMap::new));
  }

  /** Every expression, by what it is of. */
  Map<String, String> expressions() {
    Map<String, String> all = new TreeMap<>(records());
    alerts().forEach(alert -> all.put(alert.name(), alert.expression()));
    return all;
  }
}
