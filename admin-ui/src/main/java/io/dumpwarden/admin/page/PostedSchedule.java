package io.dumpwarden.admin.page;

import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.config.Glob;
import io.dumpwarden.form.RowForms;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the editor's form sent, as a schedule's columns take it: the rhythm is made an expression,
 * the databases that were ticked join those that were typed, and what a choice makes meaningless is
 * left out.
 *
 * @param typed as it stands in the inputs
 * @param picked the databases that were ticked, as patterns
 * @param values by the names of JSON
 */
record PostedSchedule(
    Map<String, String> typed,
    CronRhythm rhythm,
    Set<String> picked,
    Map<String, String> values,
    Function<String, @Nullable String> sent) {

  private static final FormFields FIELDS = new FormFields(RowForms.SCHEDULE);

  static PostedSchedule of(Context ctx) {
    Function<String, @Nullable String> sent = RowEditing.sent(ctx);
    CronRhythm rhythm = CronRhythm.sent(sent);
    Map<String, String> typed = FIELDS.typed(sent);
    Set<String> picked = new LinkedHashSet<>(ctx.formParams("pick"));
    Map<String, String> values = new LinkedHashMap<>(typed);
    values.put("cron", rhythm.cron(typed.getOrDefault("cron", "")));
    values.put("type", type(rhythm, values));
    databases(values, picked);
    if ("none".equals(values.get("encryption"))) {
      values.put("encryptionKey", "");
    }
    return new PostedSchedule(typed, rhythm, picked, values, sent);
  }

  /** The columns, by their names in the store. */
  Map<String, @Nullable String> columns() {
    return FIELDS.changes(values::get, null).fields();
  }

  /** The same, with the list of databases as the row has it where it means the same. */
  Map<String, @Nullable String> columns(ConfigRow before) {
    Map<String, @Nullable String> columns = new LinkedHashMap<>(columns());
    String was = before.fields().get("include_databases");
    String is = columns.get("include_databases");
    if (was != null && is != null && items(was).equals(items(is))) {
      columns.put("include_databases", was);
    }
    return columns;
  }

  String value(String name) {
    return values.getOrDefault(name, "");
  }

  private static String type(CronRhythm rhythm, Map<String, String> values) {
    if (rhythm.kind().equals("manual")) {
      return "manual";
    }
    String chosen = values.getOrDefault("type", "");
    if (!chosen.isBlank()) {
      return chosen;
    }
    return rhythm.type().isEmpty()
        ? CronLook.typeOf(values.getOrDefault("cron", ""), values.getOrDefault("zone", "UTC"))
        : rhythm.type();
  }

  private static void databases(Map<String, String> values, Set<String> picked) {
    String mode = values.getOrDefault("mode", "");
    boolean lists = mode.isEmpty() || mode.equals("filter") || mode.equals("single");
    values.put("databases", lists ? joined(values.getOrDefault("databases", ""), picked) : "");
    if (!mode.equals("filter")) {
      values.put("fileMode", "");
    }
    if (!mode.equals("primary") && !mode.equals("secondary")) {
      values.put("namePrefix", "");
    }
  }

  private static String joined(String typed, Set<String> picked) {
    Set<String> there = items(typed);
    List<String> all = new ArrayList<>();
    if (!typed.isBlank()) {
      all.add(typed.strip());
    }
    picked.stream().filter(pick -> !there.contains(pick)).forEach(all::add);
    return String.join(",", all);
  }

  /** The patterns of a list; of one that cannot be read, the text itself. */
  static Set<String> items(String list) {
    try {
      Set<String> items = new HashSet<>();
      Glob.parseList(list).forEach(glob -> items.add(glob.pattern()));
      return items;
    } catch (IllegalArgumentException e) {
      return Set.of(list);
    }
  }

  /** A list without some of its patterns. */
  static String without(String list, Set<String> patterns) {
    return patterns.isEmpty()
        ? list
        : Glob.parseList(list).stream()
            .map(Glob::pattern)
            .filter(pattern -> !patterns.contains(pattern))
            .collect(Collectors.joining(","));
  }
}
