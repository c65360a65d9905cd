package io.dumpwarden.access;

import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.config.ConfigParser;
import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.config.ConfigRows;
import io.dumpwarden.config.InvalidConfigException;
import io.dumpwarden.config.Problem;
import io.dumpwarden.config.RowRef;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Changes a schedule and the rules that say where it writes to in one step: all of it, or nothing.
 * What stays as it was is not touched, and not audited. Safe for use by many threads.
 */
public final class ScheduleEditor {

  private final ConfigRows rows;
  private final ConfigEditor editor;

  public ScheduleEditor(ConfigRows rows, ConfigEditor editor) {
    this.rows = rows;
    this.editor = editor;
  }

  /**
   * Saves the schedule and its rules.
   *
   * @param found what the caller found wrong already: nothing is saved then, and it is told
   *     together with everything else that is
   * @return the schedule's row as it stands now
   * @throws InvalidConfigException with everything that is wrong with schedule and rules; a rule's
   *     columns are named as {@link ScheduleWish.Rule#field} does
   * @throws DumpwardenException {@code NOT_FOUND}; {@code CONFIG_CONFLICT} where somebody else
   *     changed the schedule or one of the rules
   */
  public ConfigRow save(ScheduleWish wish, List<Problem> found, Actor actor) {
    return rows.together(
        () -> {
          List<Problem> problems = new ArrayList<>(found);
          Optional<ConfigRow> saved = checked(() -> schedule(wish, actor), problems, "");
          for (ScheduleWish.Rule rule : wish.rules()) {
            String prefix = ScheduleWish.Rule.field(rule.storage(), "");
            checked(() -> rule(wish.name().strip(), rule, actor), problems, prefix);
          }
          if (!problems.isEmpty()) {
            throw new InvalidConfigException(
                new RowRef(ConfigKind.SCHEDULE, wish.name()), problems);
          }
          return saved.orElseThrow();
        });
  }

  /** What is wrong is kept; a rule's schedule is missing where that could not be saved. */
  private static Optional<ConfigRow> checked(
      Supplier<Optional<ConfigRow>> work, List<Problem> problems, String prefix) {
    try {
      return work.get();
    } catch (InvalidConfigException e) {
      e.problems().stream()
          .filter(problem -> prefix.isEmpty() || !problem.field().equals("schedule"))
          .map(problem -> new Problem(prefix + problem.field(), problem.message()))
          .forEach(problems::add);
      return Optional.empty();
    }
  }

  private Optional<ConfigRow> schedule(ScheduleWish wish, Actor actor) {
    if (wish.version() == null) {
      return Optional.of(addSchedule(wish, actor));
    }
    ConfigRow row =
        rows.find(ConfigKind.SCHEDULE, wish.name())
            .orElseThrow(() -> missing(ConfigKind.SCHEDULE, wish.name()));
    if (isAsWanted(row, wish.schedule().fields())) {
      return Optional.of(row);
    }
    return Optional.of(
        editor.edit(
            row.kind(), row.key(), OptionalLong.of(wish.version()), wish.schedule(), actor));
  }

  private ConfigRow addSchedule(ScheduleWish wish, Actor actor) {
    String name = wish.name().strip();
    if (!name.isEmpty() && rows.find(ConfigKind.SCHEDULE, name).isPresent()) {
      throw new InvalidConfigException(
          new RowRef(ConfigKind.SCHEDULE, name),
          List.of(new Problem("name", "there is a schedule of this name already")));
    }
    return editor.add(ConfigKind.SCHEDULE, wish.schedule(), actor);
  }

  private Optional<ConfigRow> rule(String schedule, ScheduleWish.Rule rule, Actor actor) {
    String key = schedule + "/" + rule.storage();
    Optional<ConfigRow> there = rows.find(ConfigKind.RETENTION_RULE, key);
    if (there.isEmpty()) {
      return rule.wanted() ? Optional.of(addRule(schedule, rule, actor)) : Optional.empty();
    }
    ConfigRow row = there.get();
    if (rule.wanted() && !isAsWanted(row, rule.fields())) {
      requireSeen(row, rule.version());
      return Optional.of(
          editor.edit(
              row.kind(),
              key,
              OptionalLong.of(row.version()),
              RowChanges.of(rule.fields()),
              actor));
    }
    // one that the editor never saw is not taken away by a box that was left empty
    if (!rule.wanted() && rule.version() != null) {
      requireSeen(row, rule.version());
      editor.remove(row.kind(), key, actor);
      return Optional.empty();
    }
    return there;
  }

  private ConfigRow addRule(String schedule, ScheduleWish.Rule rule, Actor actor) {
    Map<String, @Nullable String> fields = new LinkedHashMap<>(rule.fields());
    fields.put("schedule", schedule);
    fields.put("storage", rule.storage());
    return editor.add(ConfigKind.RETENTION_RULE, RowChanges.of(fields), actor);
  }

  private static boolean isAsWanted(ConfigRow row, Map<String, @Nullable String> wanted) {
    return ConfigParser.normalise(row.kind(), wanted).entrySet().stream()
        .allMatch(field -> Objects.equals(field.getValue(), row.fields().get(field.getKey())));
  }

  private static void requireSeen(ConfigRow row, @Nullable Long version) {
    if (version == null || version != row.version()) {
      throw new DumpwardenException(
          ErrorCode.CONFIG_CONFLICT,
          "%s '%s' was changed by somebody else meanwhile"
              .formatted(row.kind().table(), row.key()));
    }
  }

  private static DumpwardenException missing(ConfigKind kind, String key) {
    return new DumpwardenException(
        ErrorCode.NOT_FOUND, "there is no %s '%s'".formatted(kind.table(), key));
  }
}
