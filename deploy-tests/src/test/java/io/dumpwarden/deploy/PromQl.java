package io.dumpwarden.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words of a PromQL expression, as far as names go: which metrics it reads, by which labels it
 * picks them, and by which it groups. Whether it is PromQL at all is for promtool to say.
 */
final class PromQl {

  private static final Set<String> WORDS =
      Set.of("and", "or", "unless", "bool", "offset", "atan2", "inf", "nan");
  private static final Set<String> BEFORE_LABELS =
      Set.of("by", "without", "on", "ignoring", "group_left", "group_right");
  private static final Set<String> AGGREGATIONS =
      Set.of("sum", "min", "max", "avg", "count", "topk", "bottomk", "quantile", "group");
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<text>\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*')"
              + "|(?<span>\\[[^]]*])"
              + "|(?<number>\\d[\\w.]*)"
              + "|(?<name>[a-zA-Z_:][\\w:]*)"
              + "|(?<sign>[{}(),]|\\S)");

  private final Map<String, Set<String>> metrics = new TreeMap<>();
  private final Set<String> grouped = new TreeSet<>();
  private String metric = "";

  private PromQl() {}

  static PromQl of(String expression) {
    PromQl read = new PromQl();
    List<String> tokens = tokens(expression);
    for (int i = 0; i < tokens.size(); ) {
      i = read.take(tokens, i);
    }
    return read;
  }

  /** The labels by which each metric is picked. */
  Map<String, Set<String>> metrics() {
    return metrics;
  }

  /** The labels by which is grouped or joined, anywhere in it. */
  Set<String> grouped() {
    return grouped;
  }

  /** Names and signs; texts, spans and numbers name nothing. */
  private static List<String> tokens(String expression) {
    List<String> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(expression);
    while (matcher.find()) {
      if (matcher.group("name") != null || matcher.group("sign") != null) {
        tokens.add(matcher.group());
      }
    }
    return tokens;
  }

  /** Answers where the next token stands. */
  private int take(List<String> tokens, int at) {
    String token = tokens.get(at);
    String next = at + 1 < tokens.size() ? tokens.get(at + 1) : "";
    if (token.equals("{")) {
      return labels(tokens, at, "}", metrics.computeIfAbsent(metric, m -> new TreeSet<>()));
    }
    if (BEFORE_LABELS.contains(token)) {
      return next.equals("(") ? labels(tokens, at + 1, ")", grouped) : at + 1;
    }
    if (isName(token) && !WORDS.contains(token) && !AGGREGATIONS.contains(token)) {
      if (!next.equals("(")) {
        metric = token;
        metrics.computeIfAbsent(token, m -> new TreeSet<>());
      }
    }
    return at + 1;
  }

  private static int labels(List<String> tokens, int open, String end, Set<String> into) {
    int at = open + 1;
    while (!tokens.get(at).equals(end)) {
      if (isName(tokens.get(at))) {
        into.add(tokens.get(at));
      }
      at++;
    }
    return at + 1;
  }

  private static boolean isName(String token) {
    return Character.isLetter(token.charAt(0)) || token.charAt(0) == '_';
  }
}
