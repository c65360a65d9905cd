package io.dumpwarden.admin.page;

import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.view.Findings;
import io.dumpwarden.view.ScanView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One server and all that is known of it.
 *
 * @param problem what is wrong with its row; null where nothing is
 * @param scan what was last seen of it, or just now
 * @param schedules those that fire for it
 * @param accounts who may read or change what, as far as the scan saw it
 * @param options what its dumps are told, and by whom
 * @param findings of a test that was just made; null where none was
 */
public record ServerPage(
    ConfigRow row,
    @Nullable String problem,
    ScanView scan,
    List<String> schedules,
    LastRuns runs,
    List<AccountRow> accounts,
    List<OptionRow> options,
    @Nullable Findings findings) {

  /**
   * An account of the server.
   *
   * @param databases those that it may read or change, the first few
   * @param count of all of those
   */
  public record AccountRow(String name, List<String> databases, int count) {}

  /**
   * A dump option that says something else than the tool's own default.
   *
   * @param from {@code standard}, {@code fixed}, {@code fleet} or {@code server}
   */
  public record OptionRow(String name, String value, String from) {}

  public String name() {
    return row.key();
  }

  /** A column's text; empty where it has none. */
  public String field(String column) {
    String text = row.fields().get(column);
    return text == null ? "" : text;
  }

  public boolean enabled() {
    return "true".equals(field("enabled"));
  }

  public boolean isProtected() {
    return "true".equals(field("protected"));
  }

  public Map<String, String> labels() {
    return ServerList.labels(row);
  }

  /** All databases together. */
  public long bytes() {
    return scan.databases().stream().mapToLong(ScanView.Database::bytes).sum();
  }

  /** {@code 12 tables, 3 views}. */
  public static String objects(ScanView.Database database) {
    List<String> words = new ArrayList<>();
    count(words, database.tables(), "table");
    count(words, database.views(), "view");
    count(words, database.routines(), "routine");
    count(words, database.triggers(), "trigger");
    count(words, database.events(), "event");
    count(words, database.sequences(), "sequence");
    return words.isEmpty() ? "empty" : String.join(", ", words);
  }

  private static void count(List<String> words, long number, String word) {
    if (number > 0) {
      words.add("%s %s%s".formatted(Words.number(number), word, number == 1 ? "" : "s"));
    }
  }

  public @Nullable Instant scannedAt() {
    return scan.scannedAt();
  }
}
