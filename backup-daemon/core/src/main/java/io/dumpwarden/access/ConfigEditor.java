package io.dumpwarden.access;

import io.dumpwarden.config.ColumnSizes;
import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.config.ConfigParser;
import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.config.ConfigRows;
import io.dumpwarden.config.InvalidConfigException;
import io.dumpwarden.config.Problem;
import io.dumpwarden.config.RowRef;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.secret.SecretVault;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The one way in which the command line, REST and the pages change configuration: checked, secrets
 * sealed, audited. Holds no state; safe for use by many threads.
 *
 * <p>Every method may throw {@link InvalidConfigException} with everything that is wrong, and
 * {@code METADATA_UNAVAILABLE}. A change and its audit entry are one transaction.
 */
public final class ConfigEditor {

  /** Stands for a secret wherever a row is shown; an edit that sends it back leaves the secret. */
  public static final String MASK = "[redacted]";

  private final ConfigRows rows;
  private final AuditLog audit;
  private final InstantSource clock;
  private final SecretColumns secrets;
  private final References references;

  public ConfigEditor(ConfigRows rows, SecretVault vault, AuditLog audit, InstantSource clock) {
    this.rows = rows;
    this.audit = audit;
    this.clock = clock;
    this.secrets = new SecretColumns(vault);
    this.references = new References(rows);
  }

  /**
   * Adds a row; what the changes leave out gets the standard.
   *
   * @return the row as it stands now
   * @throws DumpwardenException {@code ALREADY_EXISTS}
   */
  public ConfigRow add(ConfigKind kind, RowChanges changes, Actor actor) {
    return add(kind, null, changes, actor);
  }

  /**
   * Adds a row under an id that was given to it elsewhere, as in the marker of a storage.
   *
   * @param id null for a new one
   * @throws DumpwardenException {@code ALREADY_EXISTS}
   */
  public ConfigRow add(ConfigKind kind, @Nullable String id, RowChanges changes, Actor actor) {
    Map<String, @Nullable String> fields = texts(kind, changes);
    ConfigRow wanted = check(kind, Map.of(), fields);
    Map<String, @Nullable String> given = new HashMap<>(fields);
    given.values().removeIf(Objects::isNull);
    return rows.together(
        () -> {
          rows.insert(kind, id, given);
          return recorded("add", actor, null, wanted);
        });
  }

  /**
   * What is wrong with each of many new rows, in their order: by themselves, with the rows that are
   * there, and with each other. Changes nothing.
   */
  public List<List<Problem>> problems(ConfigKind kind, List<RowChanges> many) {
    Set<String> taken = new HashSet<>();
    rows.list(kind).forEach(row -> taken.add(row.key()));
    return many.stream().map(changes -> problems(kind, changes, taken)).toList();
  }

  /**
   * Adds many rows, all or none.
   *
   * @return the rows as they stand now
   * @throws DumpwardenException {@code ALREADY_EXISTS}
   */
  public List<ConfigRow> addAll(ConfigKind kind, List<RowChanges> many, Actor actor) {
    return rows.together(() -> many.stream().map(changes -> add(kind, changes, actor)).toList());
  }

  /**
   * The row as it would be after an edit, checked, but not saved.
   *
   * @param before null for a new one
   */
  public ConfigRow draft(ConfigKind kind, @Nullable ConfigRow before, RowChanges changes) {
    ConfigRow wanted =
        check(kind, before == null ? Map.of() : before.fields(), texts(kind, changes));
    if (before == null) {
      return wanted;
    }
    checkSameKey(before, wanted);
    return new ConfigRow(
        kind,
        before.id(),
        wanted.fields(),
        before.version(),
        before.createdAt(),
        before.updatedAt());
  }

  /**
   * Changes a row. Its key stays: history and other rows know it by that.
   *
   * @param expectedVersion the version that the editor saw; empty to change whatever is there
   * @return the row as it stands now
   * @throws DumpwardenException {@code NOT_FOUND}; {@code CONFIG_CONFLICT} where the row was
   *     changed by somebody else
   */
  public ConfigRow edit(
      ConfigKind kind, String key, OptionalLong expectedVersion, RowChanges changes, Actor actor) {
    ConfigRow before = find(kind, key);
    Map<String, @Nullable String> fields = texts(kind, changes);
    ConfigRow wanted = check(kind, before.fields(), fields);
    checkSameKey(before, wanted);
    return rows.together(
        () -> {
          rows.update(kind, key, expectedVersion.orElse(before.version()), fields);
          return recorded("edit", actor, before, wanted);
        });
  }

  /**
   * Removes a row; a schedule goes together with its retention rules. History stays.
   *
   * @throws DumpwardenException {@code NOT_FOUND}; {@code CONFIG_INVALID} naming the rows that need
   *     it: rules that write to a storage, schedules that name a server
   */
  public void remove(ConfigKind kind, String key, Actor actor) {
    ConfigRow row = find(kind, key);
    references.checkNotNeeded(row);
    List<ConfigRow> all = new ArrayList<>();
    if (kind == ConfigKind.SCHEDULE) {
      all.addAll(references.rulesWith("schedule", key));
    }
    all.add(row);
    rows.together(
        () -> {
          all.forEach(each -> removeRow(each, actor));
          return true;
        });
  }

  /** A row's fields with its secrets masked, references left readable: for showing. */
  public Map<String, @Nullable String> shown(ConfigRow row) {
    return secrets.mask(row.kind(), row.fields());
  }

  private Map<String, @Nullable String> texts(ConfigKind kind, RowChanges changes) {
    List<Problem> unknown = new ArrayList<>(ConfigParser.unknownFields(kind, changes.names()));
    changes.secrets().keySet().stream()
        .filter(column -> kind.columns().contains(column))
        .filter(column -> !kind.secretColumns().contains(column))
        .forEach(column -> unknown.add(new Problem(column, "does not hold a secret")));
    if (!unknown.isEmpty()) {
      throw new InvalidConfigException(new RowRef(kind, named(kind, changes)), unknown);
    }
    return ConfigParser.normalise(kind, secrets.seal(kind, changes));
  }

  private List<Problem> problems(ConfigKind kind, RowChanges changes, Set<String> taken) {
    List<Problem> problems = new ArrayList<>(ConfigParser.unknownFields(kind, changes.names()));
    RowChanges known = changes.without(problems.stream().map(Problem::field).toList());
    try {
      check(kind, Map.of(), texts(kind, known));
    } catch (InvalidConfigException e) {
      problems.addAll(e.problems());
    }
    String key = named(kind, known);
    if (!key.isBlank() && !taken.add(key)) {
      problems.add(
          new Problem(
              kind.keyColumns().get(0),
              "there is a %s '%s' already, or it is here twice".formatted(kind.table(), key)));
    }
    return List.copyOf(problems);
  }

  private static String named(ConfigKind kind, RowChanges changes) {
    return String.join(
        "/",
        kind.keyColumns().stream()
            .map(column -> Objects.requireNonNullElse(changes.fields().get(column), ""))
            .toList());
  }

  private ConfigRow check(
      ConfigKind kind,
      Map<String, @Nullable String> before,
      Map<String, @Nullable String> changes) {
    Map<String, @Nullable String> fields = new HashMap<>(before);
    kind.columns().forEach(column -> fields.putIfAbsent(column, kind.standards().get(column)));
    fields.putAll(changes);
    ConfigRow wanted = new ConfigRow(kind, "", fields, 0, clock.instant(), clock.instant());
    List<Problem> problems = new ArrayList<>();
    try {
      ConfigParser.check(wanted);
    } catch (InvalidConfigException e) {
      problems.addAll(e.problems());
    }
    ColumnSizes.problems(kind, fields).stream()
        .filter(tooLong -> problems.stream().noneMatch(p -> p.field().equals(tooLong.field())))
        .forEach(problems::add);
    problems.addAll(references.dangling(wanted));
    if (!problems.isEmpty()) {
      throw new InvalidConfigException(wanted.ref(), problems);
    }
    return wanted;
  }

  private static void checkSameKey(ConfigRow before, ConfigRow wanted) {
    for (String column : before.kind().keyColumns()) {
      if (!Objects.equals(before.fields().get(column), wanted.fields().get(column))) {
        throw new InvalidConfigException(
            before.ref(),
            List.of(new Problem(column, "cannot be changed: add a new row and remove this one")));
      }
    }
  }

  private ConfigRow find(ConfigKind kind, String key) {
    return rows.find(kind, key)
        .orElseThrow(
            () ->
                new DumpwardenException(
                    ErrorCode.NOT_FOUND,
                    "there is no %s '%s'%s"
                        .formatted(kind.table(), key, references.nearest(kind, key))));
  }

  private void removeRow(ConfigRow row, Actor actor) {
    rows.delete(row.kind(), row.key());
    append("remove", actor, row, shown(row), Map.of());
  }

  private ConfigRow recorded(
      String action, Actor actor, @Nullable ConfigRow before, ConfigRow wanted) {
    // read again for what the store adds; by now somebody may have removed it
    ConfigRow after = rows.find(wanted.kind(), wanted.key()).orElse(wanted);
    append(
        action,
        actor,
        after,
        before == null ? Map.of() : shown(before),
        before == null
            ? shown(after)
            : secrets.mask(after.kind(), after.fields(), before.fields()));
    return after;
  }

  private void append(
      String action,
      Actor actor,
      ConfigRow row,
      Map<String, @Nullable String> before,
      Map<String, @Nullable String> after) {
    audit.append(
        new AuditEntry(
            clock.instant(), actor, action, row.kind().table(), row.key(), before, after));
  }
}
