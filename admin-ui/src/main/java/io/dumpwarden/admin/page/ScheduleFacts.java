package io.dumpwarden.admin.page;

import io.dumpwarden.config.BackupSpec;
import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.config.Durations;
import io.dumpwarden.config.EncryptionChoice;
import io.dumpwarden.config.Glob;
import io.dumpwarden.config.Schedule;
import io.dumpwarden.config.Selection;
import io.dumpwarden.config.TableGlob;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a schedule does, in words, by what is asked. */
final class ScheduleFacts {

  private final Schedule schedule;
  private final Map<String, String> facts = new LinkedHashMap<>();

  private ScheduleFacts(Schedule schedule) {
    this.schedule = schedule;
  }

  /**
   * @param schedule null where the row cannot be read
   */
  static Map<String, String> of(ConfigRow row, @Nullable Schedule schedule) {
    return schedule == null ? raw(row) : new ScheduleFacts(schedule).tell();
  }

  private static Map<String, String> raw(ConfigRow row) {
    Map<String, String> facts = new LinkedHashMap<>();
    row.fields()
        .forEach(
            (column, text) -> {
              if (text != null && !column.equals("name")) {
                facts.put(column, text);
              }
            });
    return facts;
  }

  private Map<String, String> tell() {
    BackupSpec spec = schedule.spec();
    facts.put("Servers", schedule.servers().text());
    facts.put("Databases", databases(spec.selection()));
    without(spec).ifPresentOrElse(text -> facts.put("Leaves out", text), () -> {});
    facts.put("Type of backup", schedule.type().id());
    facts.put(
        "Compression",
        "%s, level %d".formatted(spec.compression().algorithm().id(), spec.compression().level()));
    facts.put("Encryption", encryption(spec.encryption()));
    if (!spec.options().values().isEmpty()) {
      facts.put("Dump options", spec.options().toString());
    }
    schedule
        .freshness()
        .ifPresent(
            most ->
                facts.put(
                    "Counts as fresh for",
                    CronLook.words(most) + (schedule.maxAge() == null ? ", by its cron" : "")));
    how();
    return facts;
  }

  private void how() {
    if (!schedule.jitter().isZero()) {
      facts.put("Starts up to", CronLook.words(schedule.jitter()) + " later");
    }
    facts.put(
        "Missed times",
        switch (schedule.catchUp().policy()) {
          case SKIP -> "skipped";
          case RUN_ONCE ->
              "the last one runs late, at most %s"
                  .formatted(CronLook.words(schedule.catchUp().maxAge()));
        });
    facts.put("A run ends after", CronLook.words(schedule.timeout()));
    facts.put(
        "Attempts",
        schedule.retries().maxAttempts() == 1
            ? "one"
            : "%d, %s apart and more"
                .formatted(
                    schedule.retries().maxAttempts(),
                    CronLook.words(schedule.retries().backoff())));
    facts.put("Restore drills", drills());
  }

  private String drills() {
    int assertions = schedule.drill().assertions().size();
    return schedule
        .drill()
        .interval()
        .map(Durations::format)
        .map(
            every ->
                "every " + every + (assertions == 0 ? "" : ", %d assertions".formatted(assertions)))
        .orElse("none by itself");
  }

  private static String databases(Selection selection) {
    String include = list(selection.include());
    String chosen =
        switch (selection.mode()) {
          case ALL -> "all of them, in one file";
          case SEPARATED -> "all of them, one file each";
          case FILTER -> include + (selection.singleFile() ? ", in one file" : ", one file each");
          case SINGLE -> include;
          case PRIMARY -> "primary ones" + prefix(selection);
          case SECONDARY -> "secondary ones" + prefix(selection);
        };
    return chosen
        + (selection.companions() ? ", with their companions" : "")
        + (selection.includeSystem() ? ", the server's own too" : "");
  }

  private static String prefix(Selection selection) {
    return selection.namePrefix().isEmpty() ? "" : " beginning with " + selection.namePrefix();
  }

  private static Optional<String> without(BackupSpec spec) {
    List<String> parts = new ArrayList<>();
    if (!spec.selection().exclude().isEmpty()) {
      parts.add("databases " + list(spec.selection().exclude()));
    }
    if (spec.selection().excludeEmpty()) {
      parts.add("empty databases");
    }
    if (!spec.contents().excludeTables().isEmpty()) {
      parts.add("tables " + tables(spec.contents().excludeTables()));
    }
    if (spec.contents().structureOnly()) {
      parts.add("all rows");
    } else if (!spec.contents().excludeTableData().isEmpty()) {
      parts.add("rows of " + tables(spec.contents().excludeTableData()));
    }
    if (!spec.contents().users()) {
      parts.add("accounts and grants");
    }
    return parts.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", parts));
  }

  private static String list(List<Glob> globs) {
    return globs.stream().map(Glob::pattern).collect(Collectors.joining(", "));
  }

  private static String tables(List<TableGlob> globs) {
    return globs.stream().map(TableGlob::toString).collect(Collectors.joining(", "));
  }

  private static String encryption(EncryptionChoice choice) {
    if (!choice.isOn()) {
      return "none";
    }
    return choice.type().id()
        + (choice.keyId() == null ? ", the current key" : ", key " + choice.keyId());
  }
}
