package io.dumpwarden.browser;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the pages that links lead to, one of each kind. */
final class SiteMap {

  private static final String ID = "[0-9a-f]{8}-[0-9a-f-]{27}";

  private final Visitor visitor;
  private final Set<String> names;

  /**
   * @param names of what there is many of: pages that differ in these only are of one kind
   */
  SiteMap(Visitor visitor, Set<String> names) {
    this.visitor = visitor;
    this.names = names;
  }

  /** The addresses, by breadth. */
  List<String> pages() {
    Map<String, String> byKind = new LinkedHashMap<>();
    Deque<String> open = new ArrayDeque<>(List.of("/"));
    byKind.put("/", "/");
    while (!open.isEmpty()) {
      visitor.open(open.remove());
      for (String path : links()) {
        if (byKind.putIfAbsent(kind(path), path) == null) {
          open.add(path);
        }
      }
    }
    return List.copyOf(byKind.values());
  }

  /** Links that are followed in this window; a download is none. */
  @SuppressWarnings("unchecked")
  private List<String> links() {
    List<String> all =
        (List<String>)
            visitor
                .page()
                .evaluate(
                    """
                    () => [...document.querySelectorAll('a[href^="/"]:not([download])')]
                      .map(a => a.getAttribute('href').replace(/#.*/, ''))\
                    """);
    return all.stream()
        .filter(path -> !path.contains("/download") && !path.contains("export"))
        .toList();
  }

  private String kind(String path) {
    List<String> words = new ArrayList<>();
    for (String word : path.replaceFirst("\\?.*", "").split("/")) {
      words.add(names.contains(word) ? "{name}" : word.matches(ID) ? "{id}" : word);
    }
    return String.join("/", words);
  }
}
