package io.dumpwarden.admin.page;

import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks of a list of the history: the words of its address. Blank ones count as
 * absent.
 */
public final class HistoryQuery {

  /** How many rows a page shows. */
  static final int ROWS = 50;

  private static final String BEFORE = "before";

  private final String path;
  private final Map<String, String> words;
  private final @Nullable String before;

  private HistoryQuery(String path, Map<String, String> words, @Nullable String before) {
    this.path = path;
    this.words = words;
    this.before = before;
  }

  /**
   * @param path of the page
   * @param names of the filter's fields
   */
  static HistoryQuery of(Context ctx, String path, List<String> names) {
    Map<String, String> words = new LinkedHashMap<>();
    for (String name : names) {
      String word = given(ctx.queryParam(name));
      if (word != null) {
        words.put(name, word);
      }
    }
    return new HistoryQuery(path, words, given(ctx.queryParam(BEFORE)));
  }

  /** A text without the blanks around it; null where nothing is left. */
  static @Nullable String given(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }

  /** What a field of the filter says; null for anything. */
  public @Nullable String word(String name) {
    return words.get(name);
  }

  /** The key of this page; null on the first one. */
  @Nullable String before() {
    return before;
  }

  public boolean isFiltered() {
    return !words.isEmpty();
  }

  /** Whether one of these fields of the filter says something. */
  public boolean says(List<String> names) {
    return names.stream().anyMatch(words::containsKey);
  }

  /** Whether it is about the newest ones. */
  public boolean isFirst() {
    return before == null;
  }

  /** The address without any filter. */
  public String path() {
    return path;
  }

  /** The address of the newest ones. */
  public String first() {
    return HistoryLinks.address(path, words);
  }

  /** The address of those after this one. */
  String after(String id) {
    Map<String, String> all = new LinkedHashMap<>(words);
    all.put(BEFORE, id);
    return HistoryLinks.address(path, all);
  }
}
