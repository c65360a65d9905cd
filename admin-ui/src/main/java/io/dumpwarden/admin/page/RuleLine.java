package io.dumpwarden.admin.page;

import io.dumpwarden.access.ScheduleWish;
import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.config.ConfigParser;
import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.config.Storage;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A storage's line in the table of an editor: whether the schedule writes there, and how long its
 * copies stay.
 *
 * @param kind {@code local} or {@code s3}
 * @param version of the rule; empty where there is none
 */
public record RuleLine(
    String storage,
    String kind,
    boolean enabled,
    boolean writes,
    String keep,
    boolean keepForever,
    String minCopies,
    String maxCopies,
    String version) {

  /** The line of a storage that has no rule. */
  static RuleLine blank(Storage storage, boolean writes) {
    return new RuleLine(
        storage.name(), storage.type().id(), storage.enabled(), writes, "30d", false, "1", "", "");
  }

  static RuleLine of(Storage storage, ConfigRow rule) {
    return new RuleLine(
        storage.name(),
        storage.type().id(),
        storage.enabled(),
        true,
        text(rule, "keep_for"),
        "true".equals(rule.fields().get("keep_forever")),
        text(rule, "min_copies"),
        text(rule, "max_copies"),
        "" + rule.version());
  }

  /** As a form sent it. */
  RuleLine sent(Function<String, @Nullable String> sent) {
    if (sent.apply(field("version")) == null) {
      return this;
    }
    return new RuleLine(
        storage,
        kind,
        enabled,
        "true".equals(sent.apply(field("write"))),
        or(sent.apply(field("keep"))),
        "true".equals(sent.apply(field("keepForever"))),
        or(sent.apply(field("minCopies"))),
        or(sent.apply(field("maxCopies"))),
        or(sent.apply(field("version"))));
  }

  /** How its inputs are named. */
  public String field(String name) {
    return ScheduleWish.Rule.field(storage, name);
  }

  /** What it says, in words. */
  String words() {
    return writes ? RuleWords.of(keep, keepForever, minCopies, maxCopies) : "does not write there";
  }

  /** The same, of another version of the rule. */
  RuleLine at(String other) {
    return new RuleLine(
        storage, kind, enabled, writes, keep, keepForever, minCopies, maxCopies, other);
  }

  ScheduleWish.Rule wish() {
    return new ScheduleWish.Rule(
        storage, writes, version.matches("\\d{1,18}") ? Long.valueOf(version) : null, columns());
  }

  /** The rule as a row, checked by nobody. */
  ConfigRow row(String schedule) {
    Map<String, @Nullable String> fields =
        new LinkedHashMap<>(ConfigParser.normalise(ConfigKind.RETENTION_RULE, columns()));
    fields.put("schedule", schedule);
    fields.put("storage", storage);
    return new ConfigRow(ConfigKind.RETENTION_RULE, "", fields, 0, Instant.EPOCH, Instant.EPOCH);
  }

  /** For ever means that age and number say nothing, whatever stands there still. */
  private Map<String, @Nullable String> columns() {
    Map<String, @Nullable String> columns = new LinkedHashMap<>();
    columns.put("keep_for", keepForever ? "" : keep);
    columns.put("keep_forever", "" + keepForever);
    columns.put("min_copies", minCopies);
    columns.put("max_copies", keepForever ? "" : maxCopies);
    return columns;
  }

  private static String text(ConfigRow row, String column) {
    return or(row.fields().get(column));
  }

  private static String or(@Nullable String text) {
    return text == null ? "" : text;
  }
}
