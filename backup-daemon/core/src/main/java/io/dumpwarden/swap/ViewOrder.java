package io.dumpwarden.swap;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts views behind those that they read. The server writes every name in a view's text in
 * backticks with its database, so that finding it is enough; one that only occurs within a literal
 * does no more than order two views that need no order.
 */
final class ViewOrder {

  private final Map<String, SavedDefinition> views = new HashMap<>();
  private final Map<String, String> texts = new HashMap<>();
  private final String database;
  private final Set<String> done = new HashSet<>();
  private final List<SavedDefinition> ordered = new ArrayList<>();

  private ViewOrder(String database) {
    this.database = database;
  }

  /** The definitions in their order, but for the views among them. */
  static List<SavedDefinition> sort(String database, List<SavedDefinition> definitions) {
    ViewOrder order = new ViewOrder(database);
    for (SavedDefinition definition : definitions) {
      if (definition.kind() == DefinitionKind.VIEW) {
        order.views.put(definition.name(), definition);
        // names are ASCII or UTF-8; bytes of other encodings are compared as they are
        order.texts.put(
            definition.name(), new String(definition.script(), StandardCharsets.ISO_8859_1));
      }
    }
    for (SavedDefinition definition : definitions) {
      if (definition.kind() == DefinitionKind.VIEW) {
        order.add(definition);
      } else {
        order.ordered.add(definition);
      }
    }
    return order.ordered;
  }

  private void add(SavedDefinition view) {
    if (!done.add(view.name())) {
      return;
    }
    for (Map.Entry<String, SavedDefinition> other : views.entrySet()) {
      if (reads(view.name(), other.getKey())) {
        add(other.getValue());
      }
    }
    ordered.add(view);
  }

  private boolean reads(String view, String other) {
    String text = texts.getOrDefault(view, "");
    String name = latin(Sql.name(database, other));
    int own = text.indexOf(latin(Sql.name(database, view)));
    return !view.equals(other) && text.indexOf(name, Math.max(own, 0)) >= 0;
  }

  private static String latin(String name) {
    return new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }
}
