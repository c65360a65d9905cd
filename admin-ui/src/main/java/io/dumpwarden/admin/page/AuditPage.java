package io.dumpwarden.admin.page;

import io.dumpwarden.view.AuditView;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The audit trail.
 *
 * @param query the filter as the address had it, by parameter
 * @param errors what is wrong with the filter, by parameter
 * @param next the address of older entries; null where there are none
 */
public record AuditPage(
    Map<String, String> query,
    Map<String, String> errors,
    List<Entry> entries,
    @Nullable String next) {

  /** What kinds of things there are; others can be typed. */
  public static final List<String> KINDS =
      List.of(
          "server",
          "schedule",
          "storage",
          "retention_rule",
          "setting",
          "encryption_key",
          "backup",
          "run",
          "restore",
          "drill",
          "catalog",
          "user",
          "token",
          "audit");

  public static final List<String> CHANNELS = List.of("ui", "api", "cli", "daemon", "sql");

  /**
   * One entry.
   *
   * @param address of what it is about; null where there is no page for it
   * @param changes what differs between before and after
   */
  public record Entry(AuditView view, @Nullable String address, List<Change> changes) {}

  /**
   * A field.
   *
   * @param before null where it was not there, or said nothing
   * @param after null where it is gone, or says nothing
   */
  public record Change(String field, @Nullable String before, @Nullable String after) {}

  public String value(String parameter) {
    return query.getOrDefault(parameter, "");
  }

  /** The address of an export of what the filter lets through. */
  public String export(String format) {
    Links links = Links.to("/api/v1/audit/export").with("format", format);
    for (Map.Entry<String, String> each : query.entrySet()) {
      if (!each.getKey().equals("before")) {
        links =
            links.with(
                each.getKey(),
                each.getKey().equals("until") ? end(each.getValue()) : each.getValue());
      }
    }
    return links.text();
  }

  /** The last day counts here; in REST it is the first instant that is too late. */
  private static String end(String until) {
    try {
      return until.isEmpty() || until.contains("T")
          ? until
          : LocalDate.parse(until).plusDays(1).toString();
    } catch (DateTimeException e) {
      return until;
    }
  }
}
