package io.dumpwarden.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The compose file. */
record Compose(JsonNode tree) {

  static final String FILE = "deploy/compose/compose.yaml";

  static Compose read() {
    return new Compose(Yaml.one(Checkout.text(FILE)));
  }

  List<String> services() {
    return names(tree.path("services"));
  }

  JsonNode service(String name) {
    return tree.path("services").path(name);
  }

  Map<String, String> environment(String service) {
    Map<String, String> variables = new LinkedHashMap<>();
    service(service)
        .path("environment")
        .properties()
        .forEach(entry -> variables.put(entry.getKey(), entry.getValue().asText()));
    return variables;
  }

  /** What stands at the top under a name: volumes, secrets. */
  List<String> defined(String what) {
    return names(tree.path(what));
  }

  List<String> texts(String service, String list) {
    List<String> texts = new ArrayList<>();
    service(service).path(list).forEach(item -> texts.add(item.asText()));
    return texts;
  }

  static List<String> names(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
