package io.dumpwarden.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which servers a schedule backs up: {@code *} or {@code all} for every one, else a comma-separated
 * list of alternatives. An alternative is a name, a name pattern ({@link Glob}), or {@code
 * label:key=value}, where several labels that must all be there are joined by {@code +}: {@code
 * shop,crm-*,label:env=prod+tier=1}.
 */
public record ServerSelector(String text, List<Term> terms) {

  /** One alternative. */
  public sealed interface Term {
    boolean matches(Server server);
  }

  /** By name or name pattern. */
  public record Named(Glob glob) implements Term {
    @Override
    public boolean matches(Server server) {
      return glob.matches(server.name());
    }
  }

  /** By labels, all of which the server must carry. */
  public record Labelled(Map<String, String> labels) implements Term {
    @Override
    public boolean matches(Server server) {
      return server.labels().entrySet().containsAll(labels.entrySet());
    }
  }

  private static final String LABEL = "label:";

  public ServerSelector {
    terms = List.copyOf(terms);
  }

  /**
   * Reads a selector.
   *
   * @throws IllegalArgumentException for an empty one, and for a label without key or value
   */
  public static ServerSelector parse(String text) {
    List<Term> terms = new ArrayList<>();
    for (Glob item : Glob.parseList(text)) {
      terms.add(term(item));
    }
    if (terms.isEmpty()) {
      throw new IllegalArgumentException("no server is named: write * for all of them");
    }
    return new ServerSelector(text.strip(), terms);
  }

  /** Whether one of the alternatives holds. Whether the server is enabled is not asked. */
  public boolean matches(Server server) {
    // no stream: it would cost more than the terms, and pages ask this for servers times schedules
    for (Term term : terms) {
      if (term.matches(server)) {
        return true;
      }
    }
    return false;
  }

  /** Whether it is nothing but names written out in full. */
  boolean isPlain() {
    return terms.stream().allMatch(term -> term instanceof Named named && named.glob().isPlain());
  }

  /** The names that are written out in full: a server should exist for each of them. */
  public Set<String> plainNames() {
    Set<String> names = new TreeSet<>();
    for (Term term : terms) {
      if (term instanceof Named named && named.glob().isPlain()) {
        names.add(named.glob().plainName());
      }
    }
    return names;
  }

  private static Term term(Glob item) {
    String text = item.pattern();
    if (text.startsWith(LABEL)) {
      return new Labelled(labels(text.substring(LABEL.length())));
    }
    return new Named(text.equals("all") ? new Glob("*") : item);
  }

  private static Map<String, String> labels(String text) {
    Map<String, String> labels = new LinkedHashMap<>();
    for (String pair : text.split("\\+", -1)) {
      int equals = pair.indexOf('=');
      if (equals < 1 || equals == pair.length() - 1) {
        throw new IllegalArgumentException(
            "'%s' is not a label: write label:key=value".formatted(LABEL + text));
      }
      labels.put(pair.substring(0, equals).strip(), pair.substring(equals + 1).strip());
    }
    return Map.copyOf(labels);
  }

  @Override
  public String toString() {
    return text;
  }
}
