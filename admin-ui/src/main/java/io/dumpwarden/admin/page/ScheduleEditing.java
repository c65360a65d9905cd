package io.dumpwarden.admin.page;

import io.dumpwarden.access.Actor;
import io.dumpwarden.access.RowChanges;
import io.dumpwarden.access.ScheduleEditor;
import io.dumpwarden.access.ScheduleWish;
import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.InvalidConfigException;
import io.dumpwarden.config.Problem;
import io.dumpwarden.config.Storage;
import io.dumpwarden.form.RowForms;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The editor of schedules, from rows to inputs and back. Holds no state. */
final class ScheduleEditing {

  private static final String LIST = "/schedules";

  private final ScheduleSources sources;
  private final ScheduleEditor editor;
  private final FormFields fields = new FormFields(RowForms.SCHEDULE);

  ScheduleEditing(ScheduleSources sources) {
    this.sources = sources;
    this.editor = new ScheduleEditor(sources.rows(), sources.editor());
  }

  /**
   * The editor of a new schedule.
   *
   * @param preset what stands in it from the start, by the names of JSON; {@code storage} for the
   *     one to write to
   */
  ScheduleEditorPage blank(Map<String, String> preset) {
    ConfigSnapshot snapshot = sources.snapshot();
    Map<String, String> values = new LinkedHashMap<>(fields.standards());
    values.put("mode", "separated");
    values.putAll(preset);
    boolean manual = "manual".equals(preset.get("type"));
    CronRhythm rhythm = manual ? CronRhythm.of("manual", null) : CronRhythm.STANDARD;
    values.put("cron", rhythm.cron(""));
    String only = preset.get("storage");
    List<RuleLine> rules =
        snapshot.storages().stream()
            .map(
                s ->
                    RuleLine.blank(
                        s, only == null ? isOnlyOne(s, snapshot) : s.name().equals(only)))
            .toList();
    FormModel form =
        new FormModel(RowForms.SCHEDULE, LIST + "/new", null, 0, values, Set.of(), Map.of(), null);
    return page(new Draft(form, rhythm, "", Set.of(), rules, columns(values)), snapshot, false);
  }

  /** The editor of a schedule as it stands. */
  ScheduleEditorPage of(ConfigRow row) {
    ConfigSnapshot snapshot = sources.snapshot();
    CronRhythm rhythm = CronRhythm.of(row.fields().get("type"), row.fields().get("cron"));
    Map<String, String> values = new LinkedHashMap<>(fields.texts(row));
    values.put("mode", mode(row));
    FormModel form = form(row, values, row.version());
    String type = values.getOrDefault("type", "");
    String chosen = type.equals(naturalType(rhythm, values)) ? "" : type;
    Draft draft =
        new Draft(form, rhythm, chosen, Set.of(), rules(row.key(), snapshot), row.fields());
    return split(page(draft, snapshot, false));
  }

  /**
   * The editor as it was sent.
   *
   * @param row null for a new schedule
   * @param preview whether to say what the rules would remove
   */
  ScheduleEditorPage again(PostedSchedule posted, @Nullable ConfigRow row, boolean preview) {
    ConfigSnapshot snapshot = sources.snapshot();
    Map<String, String> values = new LinkedHashMap<>(fields.standards());
    values.putAll(posted.typed());
    FormModel form =
        row == null
            ? new FormModel(
                RowForms.SCHEDULE, LIST + "/new", null, 0, values, Set.of(), Map.of(), null)
            : form(row, values, version(posted.sent().apply(RowEditing.VERSION)));
    List<RuleLine> rules = rules(posted, row, snapshot);
    String chosen = posted.typed().getOrDefault("type", "");
    Draft draft =
        new Draft(form, posted.rhythm(), chosen, posted.picked(), rules, posted.columns());
    return page(draft, snapshot, preview);
  }

  /** The lines of the table as they were sent. */
  private List<RuleLine> rules(
      PostedSchedule posted, @Nullable ConfigRow row, ConfigSnapshot snapshot) {
    List<RuleLine> shown =
        row == null
            ? snapshot.storages().stream().map(s -> RuleLine.blank(s, false)).toList()
            : rules(row.key(), snapshot);
    return shown.stream().map(line -> line.sent(posted.sent())).toList();
  }

  /**
   * Saves what was sent: schedule and rules, or nothing.
   *
   * @param row null for a new schedule
   * @throws InvalidConfigException with everything that is wrong
   * @throws io.dumpwarden.error.DumpwardenException as {@link ScheduleEditor#save}
   */
  ConfigRow save(PostedSchedule posted, @Nullable ConfigRow row, Actor actor) {
    List<RuleLine> rules = rules(posted, row, sources.snapshot());
    Map<String, @Nullable String> columns = row == null ? posted.columns() : posted.columns(row);
    String version = posted.sent().apply(RowEditing.VERSION);
    ScheduleWish wish =
        new ScheduleWish(
            row == null ? posted.value("name") : row.key(),
            row == null ? null : version(version),
            RowChanges.of(columns),
            rules.stream().map(RuleLine::wish).toList());
    boolean nowhere = !rules.isEmpty() && rules.stream().noneMatch(RuleLine::writes);
    List<Problem> found =
        nowhere && !"false".equals(columns.get("enabled"))
            ? List.of(
                new Problem(
                    "storages", "nothing would be stored: write to one of them, or disable it"))
            : List.of();
    return editor.save(wish, found, actor);
  }

  /** The editor as it was sent, beside what somebody else saved meanwhile. */
  ScheduleEditorPage overtaken(PostedSchedule posted, ConfigRow now) {
    ScheduleEditorPage page = again(posted, now, false);
    List<RuleLine> theirs = rules(now.key(), sources.snapshot());
    List<FormModel.Overtaken> differs = new ArrayList<>(fields.overtaken(posted.values(), now));
    List<RuleLine> rules = new ArrayList<>();
    for (int i = 0; i < theirs.size(); i++) {
      RuleLine yours = page.rules().get(i);
      if (!yours.words().equals(theirs.get(i).words())) {
        differs.add(
            new FormModel.Overtaken(
                "storage " + yours.storage(), yours.words(), theirs.get(i).words()));
      }
      rules.add(yours.at(theirs.get(i).version()));
    }
    return page.overtaken(differs, now.version(), rules);
  }

  /** What is wrong, by the inputs' names. */
  static Map<String, String> errors(InvalidConfigException e) {
    Map<String, String> errors = new LinkedHashMap<>();
    for (Problem problem : e.problems()) {
      errors.merge(input(problem.field()), problem.message(), (a, b) -> a + "; " + b);
    }
    return errors;
  }

  /** Of a rule, only what follows the last dot is a column. */
  private static String input(String field) {
    int dot = field.lastIndexOf('.');
    return field.startsWith("rule.")
        ? field.substring(0, dot + 1) + RowForms.RETENTION.jsonName(field.substring(dot + 1))
        : RowForms.SCHEDULE.jsonName(field);
  }

  MatchedServers servers(PostedSchedule posted) {
    return MatchedServers.of(posted.value("servers"), sources.snapshot());
  }

  DatabaseLook databases(PostedSchedule posted) {
    ConfigSnapshot snapshot = sources.snapshot();
    MatchedServers servers = MatchedServers.of(posted.value("servers"), snapshot);
    return DatabaseLook.of(
        servers.matched(), posted.columns(), snapshot.settings(), sources.checks());
  }

  private static boolean isOnlyOne(Storage storage, ConfigSnapshot snapshot) {
    return storage.enabled() && snapshot.storages().stream().filter(Storage::enabled).count() == 1;
  }

  private static long version(@Nullable String text) {
    return text != null && text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
  }

  private FormModel form(ConfigRow row, Map<String, String> values, long version) {
    return new FormModel(
        RowForms.SCHEDULE,
        Links.of(LIST, row.key()) + "/edit",
        row.key(),
        version,
        values,
        Set.of(),
        Map.of(),
        null);
  }

  /** What a row means that says nothing. */
  private static String mode(ConfigRow row) {
    String mode = row.fields().get("mode");
    if (mode != null && !mode.isBlank()) {
      return mode;
    }
    String list = row.fields().get("include_databases");
    return list == null || list.isBlank() ? "separated" : "filter";
  }

  private static String naturalType(CronRhythm rhythm, Map<String, String> values) {
    return rhythm.type().isEmpty()
        ? CronLook.typeOf(values.getOrDefault("cron", ""), values.getOrDefault("zone", "UTC"))
        : rhythm.type();
  }

  private Map<String, @Nullable String> columns(Map<String, String> values) {
    return fields.changes(values::get, null).fields();
  }

  private List<RuleLine> rules(String schedule, ConfigSnapshot snapshot) {
    Map<String, ConfigRow> rows =
        sources.rows().list(ConfigKind.RETENTION_RULE).stream()
            .filter(rule -> schedule.equals(rule.fields().get("schedule")))
            .collect(
                Collectors.toMap(
                    rule -> Objects.requireNonNull(rule.fields().get("storage")),
                    Function.identity()));
    return snapshot.storages().stream()
        .map(
            storage ->
                Optional.ofNullable(rows.get(storage.name()))
                    .map(rule -> RuleLine.of(storage, rule))
                    .orElseGet(() -> RuleLine.blank(storage, false)))
        .toList();
  }

  /** An editor in the making. */
  private record Draft(
      FormModel form,
      CronRhythm rhythm,
      String typeChosen,
      Set<String> picked,
      List<RuleLine> rules,
      Map<String, @Nullable String> columns) {}

  private ScheduleEditorPage page(Draft draft, ConfigSnapshot snapshot, boolean preview) {
    Instant now = sources.clock().instant();
    MatchedServers servers = MatchedServers.of(draft.form().value("servers"), snapshot);
    String zone = draft.form().value("zone");
    boolean manual = draft.rhythm().kind().equals("manual");
    return new ScheduleEditorPage(
        draft.form(),
        draft.rhythm(),
        draft.typeChosen(),
        draft.picked(),
        draft.rules(),
        CronLook.of(
            draft.rhythm().cron(draft.form().value("cron")),
            zone.isBlank() ? "UTC" : zone,
            manual,
            now),
        servers,
        DatabaseLook.of(servers.matched(), draft.columns(), snapshot.settings(), sources.checks()),
        preview ? preview(draft) : null,
        snapshot.encryptionKeys());
  }

  private RetentionLook preview(Draft draft) {
    String name =
        draft.form().name() == null ? draft.form().value("name").strip() : draft.form().name();
    return RetentionLook.of(name, draft.rules(), sources.retention());
  }

  /** What the list names and servers have is ticked; what is left is typed. */
  private static ScheduleEditorPage split(ScheduleEditorPage page) {
    Set<String> there =
        page.databases().choices().stream()
            .map(DatabaseLook.Choice::value)
            .collect(Collectors.toSet());
    Set<String> picked = new LinkedHashSet<>(PostedSchedule.items(page.form().value("databases")));
    picked.retainAll(there);
    return page.with(picked, PostedSchedule.without(page.form().value("databases"), picked));
  }
}
