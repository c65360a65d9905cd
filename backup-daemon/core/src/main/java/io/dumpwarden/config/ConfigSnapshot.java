package io.dumpwarden.config;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * All configuration rows of one moment, read into values and held against each other. One bad row
 * costs nothing but itself and what cannot work without it. Immutable; lists are in the order of
 * names.
 */
public final class ConfigSnapshot {

  private final ParsedRows rows;
  private final SortedMap<RowRef, List<Problem>> problems;

  private ConfigSnapshot(ParsedRows rows) {
    this.rows = rows;
    this.problems = Collections.unmodifiableSortedMap(new CrossCheck(rows).problems());
  }

  /** Reads and checks; pure, and never fails: what is wrong is in {@link #problems}. */
  public static ConfigSnapshot of(List<ConfigRow> rows) {
    return new ConfigSnapshot(ParsedRows.of(rows));
  }

  /** The rows that it was read from, valid or not, by kind and key. */
  public List<ConfigRow> rows() {
    return List.copyOf(rows.all().values());
  }

  /** The valid servers, enabled or not. */
  public List<Server> servers() {
    return List.copyOf(rows.servers().values());
  }

  /** The valid schedules, enabled or not, also those that cannot run. */
  public List<Schedule> schedules() {
    return List.copyOf(rows.schedules().values());
  }

  /** The valid storages, enabled or not. */
  public List<Storage> storages() {
    return List.copyOf(rows.storages().values());
  }

  /** The valid retention rules, by schedule and storage. */
  public List<RetentionRule> rules() {
    return List.copyOf(rows.rules().values());
  }

  /** The keys that backups are encrypted with. */
  public List<EncryptionKey> encryptionKeys() {
    return List.copyOf(rows.keys().values());
  }

  public Optional<EncryptionKey> encryptionKey(String id) {
    return Optional.ofNullable(rows.keys().get(id));
  }

  /** The valid channels, enabled or not. */
  public List<Channel> channels() {
    return List.copyOf(rows.channels().values());
  }

  public Optional<Channel> channel(String name) {
    return Optional.ofNullable(rows.channels().get(name));
  }

  /**
   * The valid notification rules, enabled or not, also those that name a channel, server or
   * schedule that is not there: they hold for the others.
   */
  public List<NotificationRule> notificationRules() {
    return List.copyOf(rows.notificationRules().values());
  }

  /**
   * What holds for the whole fleet. A wrong row counts as not there, but for {@code
   * ticket_required}: in doubt, one is.
   */
  public Settings settings() {
    Settings settings = SettingsParser.parse(List.copyOf(rows.settings().values()));
    return problemsOf("ticket_required").isEmpty() ? settings : settings.withTicketRequired();
  }

  /**
   * Throws {@code CONFIG_INVALID} where the setting's row is wrong: for what must not go on as if
   * nothing had been set.
   */
  public void requireValid(String setting) {
    List<Problem> wrong = problemsOf(setting);
    if (!wrong.isEmpty()) {
      String words = wrong.stream().map(Problem::message).collect(Collectors.joining("; "));
      throw new DumpwardenException(
          ErrorCode.CONFIG_INVALID,
          "setting %s is wrong: %s".formatted(setting, words),
          "correct it by `dumpwarden setting set %1$s VALUE` or `dumpwarden setting unset %1$s`"
              .formatted(setting),
          null);
    }
  }

  private List<Problem> problemsOf(String setting) {
    return problems.getOrDefault(new RowRef(ConfigKind.SETTING, setting), List.of());
  }

  public Optional<Server> server(String name) {
    return Optional.ofNullable(rows.servers().get(name));
  }

  public Optional<Schedule> schedule(String name) {
    return Optional.ofNullable(rows.schedules().get(name));
  }

  public Optional<Storage> storage(String name) {
    return Optional.ofNullable(rows.storages().get(name));
  }

  /** The valid rules of a schedule; of the built-in {@code manual} too. */
  public List<RetentionRule> rulesOf(String schedule) {
    return schedule.equals(Schedule.MANUAL) ? manualRules() : rows.rulesOf(schedule);
  }

  /** Those that were set, and the standard for every other storage. */
  private List<RetentionRule> manualRules() {
    List<RetentionRule> rules = new ArrayList<>(rows.rulesOf(Schedule.MANUAL));
    storages().stream()
        .map(Storage::name)
        .filter(storage -> !rows.exists(ConfigKind.RETENTION_RULE, Schedule.MANUAL + "/" + storage))
        .map(RetentionRule::manual)
        .forEach(rules::add);
    return List.copyOf(rules);
  }

  /**
   * Where a schedule writes to: enabled valid storages that a valid rule names. The built-in {@code
   * manual}, while it has no rule, writes to every enabled storage.
   */
  public List<Storage> storagesOf(String schedule) {
    return schedule.equals(Schedule.MANUAL) && rows.rulesOf(schedule).isEmpty()
        ? storages().stream().filter(Storage::enabled).toList()
        : rows.storagesOf(schedule);
  }

  /** What a schedule backs up: enabled valid servers that its selector matches. */
  public List<Server> serversOf(Schedule schedule) {
    return rows.serversOf(schedule);
  }

  /** Everything that is wrong, by row; a row that is all right is not in it. */
  public Map<RowRef, List<Problem>> problems() {
    return problems;
  }

  /** The schedules that are enabled, valid and without any problem, type manual among them. */
  public List<Schedule> runnable() {
    return rows.schedules().values().stream()
        .filter(Schedule::enabled)
        .filter(schedule -> !problems.containsKey(ref(schedule)))
        .toList();
  }

  static RowRef ref(Schedule schedule) {
    return new RowRef(ConfigKind.SCHEDULE, schedule.name());
  }
}
