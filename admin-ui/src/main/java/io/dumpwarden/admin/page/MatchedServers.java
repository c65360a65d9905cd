package io.dumpwarden.admin.page;

import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.Server;
import io.dumpwarden.config.ServerSelector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which servers a selector matches.
 *
 * @param error why it cannot be read; null where it can
 * @param matched the enabled ones
 * @param names the first of their names
 * @param disabled the names of those that match and are disabled, the first of them
 * @param unknown names that no server has
 */
public record MatchedServers(
    @Nullable String error,
    List<Server> matched,
    List<String> names,
    List<String> disabled,
    List<String> unknown,
    List<Suggestion> suggestions) {

  private static final int SHOWN = 24;

  /**
   * Something to add to the selector.
   *
   * @param servers how many it matches
   */
  public record Suggestion(String text, int servers) {}

  /** How many are matched beyond the names that are shown. */
  public int more() {
    return matched.size() - names.size();
  }

  static MatchedServers of(String selector, ConfigSnapshot snapshot) {
    List<Server> servers = snapshot.servers();
    List<Suggestion> suggestions = suggestions(servers);
    ServerSelector parsed;
    try {
      parsed = ServerSelector.parse(selector.isBlank() ? "*" : selector);
    } catch (IllegalArgumentException e) {
      return new MatchedServers(
          e.getMessage(), List.of(), List.of(), List.of(), List.of(), suggestions);
    }
    List<Server> all = servers.stream().filter(parsed::matches).toList();
    List<Server> matched = all.stream().filter(Server::enabled).toList();
    Set<String> known = servers.stream().map(Server::name).collect(Collectors.toSet());
    return new MatchedServers(
        null,
        matched,
        first(matched.stream().map(Server::name).toList()),
        first(all.stream().filter(server -> !server.enabled()).map(Server::name).toList()),
        first(parsed.plainNames().stream().filter(name -> !known.contains(name)).toList()),
        suggestions);
  }

  private static List<String> first(List<String> names) {
    return names.subList(0, Math.min(SHOWN, names.size()));
  }

  /** Labels, the most frequent first; and the names, where there are few. */
  private static List<Suggestion> suggestions(List<Server> servers) {
    Map<String, Integer> labels = new TreeMap<>();
    for (Server server : servers) {
      server
          .labels()
          .forEach((k, v) -> labels.merge("label:%s=%s".formatted(k, v), 1, Integer::sum));
    }
    List<Suggestion> found = new ArrayList<>();
    labels.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .limit(SHOWN)
        .forEach(label -> found.add(new Suggestion(label.getKey(), label.getValue())));
    if (servers.size() <= SHOWN) {
      servers.forEach(server -> found.add(new Suggestion(server.name(), 1)));
    }
    return List.copyOf(found);
  }
}
