package io.dumpwarden.admin.page;

import io.dumpwarden.config.EncryptionKey;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The editor of a schedule.
 *
 * @param typeChosen the type of backup where it is not the rhythm's own; empty for that
 * @param picked the databases that are ticked, as patterns
 * @param preview what the rules would remove today; null where nobody asked
 * @param keys the encryption keys there are
 */
public record ScheduleEditorPage(
    FormModel form,
    CronRhythm rhythm,
    String typeChosen,
    Set<String> picked,
    List<RuleLine> rules,
    CronLook cron,
    MatchedServers servers,
    DatabaseLook databases,
    @Nullable RetentionLook preview,
    List<EncryptionKey> keys) {

  public static final List<String> TYPES =
      List.of("hourly", "daily", "weekly", "monthly", "yearly");
  public static final List<String> WEEKDAYS =
      List.of("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday");

  public static final Map<String, String> RHYTHMS =
      words(
          "hourly", "every hour",
          "daily", "every day",
          "weekly", "every week",
          "monthly", "every month",
          "cron", "by a cron expression",
          "manual", "never by itself: only when somebody asks");

  public static final Map<String, String> MODES =
      words(
          "separated", "every database, one file each",
          "filter", "those that are chosen",
          "all", "every database, in one file",
          "single", "one database",
          "primary", "primary ones, by their names",
          "secondary", "secondary ones, by their names");

  public static final Map<String, String> FILE_MODES =
      words("", "one file each", "single-file", "all in one file");

  public static final Map<String, String> CATCH_UP =
      words("skip", "skip them", "run_once", "run the last one late");

  public static final Map<String, String> DRILLS =
      words("", "never by itself", "daily", "daily", "weekly", "weekly", "monthly", "monthly");

  public static final List<String> COMPRESSIONS =
      List.of(io.dumpwarden.form.ScheduleForm.COMPRESSION.split(", "));

  public static final Map<String, String> ENGINES =
      words(
          "auto",
          "native unless options need the program",
          "native",
          "native",
          "mysqldump",
          "mysqldump");

  public static final Map<String, String> NON_TRANSACTIONAL =
      words("named", "dump and name them", "locked", "let nobody write meanwhile");

  public static final Map<String, String> ENCRYPTIONS =
      words("none", "none", "aes-256-gcm", "AES-256-GCM", "age", "age");

  private static Map<String, String> words(String... pairs) {
    Map<String, String> words = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      words.put(pairs[i], pairs[i + 1]);
    }
    return Collections.unmodifiableMap(words);
  }

  /** The zones that clocks are kept by. */
  public static List<String> zones() {
    return ZONES;
  }

  private static final List<String> ZONES =
      Stream.concat(
              Stream.of("UTC"),
              ZoneId.getAvailableZoneIds().stream()
                  .filter(zone -> zone.contains("/"))
                  .filter(zone -> !zone.startsWith("Etc/") && !zone.startsWith("SystemV/"))
                  .sorted())
          .toList();

  /** The choices of a list, and what it says now where that is none of them. */
  public Map<String, String> with(Map<String, String> choices, String field) {
    String now = form.value(field);
    if (choices.containsKey(now)) {
      return choices;
    }
    Map<String, String> all = new LinkedHashMap<>(choices);
    all.put(now, now);
    return all;
  }

  public boolean isNew() {
    return form.isNew();
  }

  public Map<String, String> errors() {
    return form.errors();
  }

  public boolean wrong(String... fields) {
    return form.wrong(fields);
  }

  /** Whether something of it is not as it is by itself, so that what folds away has to be open. */
  public boolean says(String... fields) {
    return Arrays.stream(fields)
        .map(form::value)
        .anyMatch(text -> !text.isBlank() && !text.equals("false"));
  }

  ScheduleEditorPage with(Set<String> ticked, String typed) {
    return new ScheduleEditorPage(
        form.preset(Map.of("databases", typed)),
        rhythm,
        typeChosen,
        ticked,
        rules,
        cron,
        servers,
        databases,
        preview,
        keys);
  }

  ScheduleEditorPage with(Map<String, String> wrong) {
    return new ScheduleEditorPage(
        form.with(wrong),
        rhythm,
        typeChosen,
        picked,
        rules,
        cron,
        servers,
        databases,
        preview,
        keys);
  }

  ScheduleEditorPage overtaken(
      List<FormModel.Overtaken> differs, long version, List<RuleLine> lines) {
    FormModel told =
        new FormModel(
            form.form(),
            form.action(),
            form.name(),
            version,
            form.values(),
            form.secrets(),
            Map.of(),
            differs);
    return new ScheduleEditorPage(
        told, rhythm, typeChosen, picked, lines, cron, servers, databases, preview, keys);
  }
}
