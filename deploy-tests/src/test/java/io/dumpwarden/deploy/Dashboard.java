package io.dumpwarden.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What {@code deploy/grafana/dashboard.json} says. JSON is read as YAML, of which it is a part. */
final class Dashboard {

  static final String FILE = "deploy/grafana/dashboard.json";

  private final JsonNode root = Yaml.one(Checkout.text(FILE));

  JsonNode root() {
    return root;
  }

  /** Rows among them. */
  List<JsonNode> panels() {
    return list(root.path("panels")).toList();
  }

  /** Those that show something. */
  List<JsonNode> charts() {
    return panels().stream().filter(panel -> !panel.path("type").asText().equals("row")).toList();
  }

  List<JsonNode> variables() {
    return list(root.path("templating").path("list")).toList();
  }

  /** Every query, by panel and letter, with the variables as they stand. */
  Map<String, String> expressions() {
    Map<String, String> all = new TreeMap<>();
    for (JsonNode panel : charts()) {
      for (JsonNode target : panel.path("targets")) {
        all.put(
            panel.path("title").asText() + " " + target.path("refId").asText(),
            target.path("expr").asText());
      }
    }
    return all;
  }

  static Stream<JsonNode> list(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }
}
