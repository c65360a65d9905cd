package io.dumpwarden.app.command;

import io.dumpwarden.config.Glob;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How a backup is to be made, as options say it, under the names of a schedule's columns. */
final class SpecWords {

  private final Map<String, String> words = new LinkedHashMap<>();

  /** Null says nothing. */
  SpecWords put(String column, @Nullable Object value) {
    if (value != null) {
      words.put(column, value.toString());
    }
    return this;
  }

  SpecWords flag(String column, boolean on) {
    return put(column, on ? "true" : null);
  }

  /** Items of a list with commas between them; none say nothing. */
  SpecWords list(String column, Collection<String> items) {
    return put(column, items.isEmpty() ? null : String.join(",", items));
  }

  Map<String, String> words() {
    return words;
  }

  /** Names with the meaning taken from what would make them patterns. */
  static List<String> literals(Collection<String> names) {
    return names.stream().map(name -> Glob.literal(name).pattern()).toList();
  }

  /**
   * Names as people write them: one with {@code *} or {@code ?} is a pattern, in which a backslash
   * takes their meaning away; any other is that very name, whatever else stands in it.
   */
  static List<String> namesAndPatterns(Collection<String> texts) {
    return texts.stream()
        .map(
            text ->
                text.contains("*") || text.contains("?")
                    ? item(text)
                    : Glob.literal(text).pattern())
        .toList();
  }

  /** Patterns, each one item of a list: a comma is part of it. */
  static List<String> patterns(Collection<String> texts) {
    return texts.stream().map(SpecWords::item).toList();
  }

  private static String item(String pattern) {
    StringBuilder item = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == ',') {
        item.append('\\');
      }
      item.append(c);
      if (c == '\\' && i + 1 < pattern.length()) {
        item.append(pattern.charAt(++i));
      }
    }
    return item.toString();
  }

  /** Several lists as one. */
  static List<String> joined(List<String> first, List<String> second) {
    return java.util.stream.Stream.concat(first.stream(), second.stream())
        .collect(Collectors.toList());
  }
}
