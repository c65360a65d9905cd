package io.dumpwarden.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Finds what is wrong between rows: names that nothing answers to, schedules with nothing to do.
 */
final class CrossCheck {

  private final ParsedRows rows;
  private final SortedMap<RowRef, List<Problem>> problems;

  CrossCheck(ParsedRows rows) {
    this.rows = rows;
    this.problems = new TreeMap<>(rows.problems());
  }

  /** The rows' own problems, and those between them. */
  SortedMap<RowRef, List<Problem>> problems() {
    rows.rules().values().forEach(this::checkRule);
    rows.schedules().values().forEach(this::checkSchedule);
    rows.notificationRules().values().stream()
        .filter(NotificationRule::enabled)
        .forEach(this::checkNotificationRule);
    return problems;
  }

  private void checkRule(RetentionRule rule) {
    RowRef ref = new RowRef(ConfigKind.RETENTION_RULE, rule.schedule() + "/" + rule.storage());
    if (!scheduleExists(rule.schedule())) {
      add(ref, "schedule", noSchedule(rule.schedule()));
    }
    if (!storageExists(rule.storage())) {
      add(ref, "storage", noStorage(rule.storage()));
    }
  }

  private void checkSchedule(Schedule schedule) {
    RowRef ref = ConfigSnapshot.ref(schedule);
    checkServers(schedule.servers(), ref);
    if (!problems.containsKey(ref) && rows.serversOf(schedule).isEmpty()) {
      add(
          ref,
          "servers",
          "'%s' matches no valid and enabled server".formatted(schedule.servers().text()));
    }
    checkStorages(schedule, ref);
    checkEncryption(schedule.spec().encryption(), ref);
  }

  private void checkServers(ServerSelector servers, RowRef ref) {
    for (String name : servers.plainNames()) {
      if (!rows.exists(ConfigKind.SERVER, name)) {
        String near = Nearest.hint(name, keys(ConfigKind.SERVER));
        add(ref, "servers", "there is no server '%s'%s".formatted(name, near));
      }
    }
  }

  private void checkNotificationRule(NotificationRule rule) {
    RowRef ref = new RowRef(ConfigKind.NOTIFICATION_RULE, rule.name());
    checkServers(rule.servers(), ref);
    rule.schedules().stream()
        .filter(Glob::isPlain)
        .map(Glob::plainName)
        .filter(name -> !scheduleExists(name))
        .forEach(name -> add(ref, "schedules", noSchedule(name)));
    rule.channels().forEach(name -> checkChannel(name, ref));
  }

  private void checkChannel(String name, RowRef ref) {
    Channel channel = rows.channels().get(name);
    if (channel == null) {
      add(
          ref,
          "channels",
          rows.exists(ConfigKind.CHANNEL, name)
              ? "channel '%s' is invalid".formatted(name)
              : "there is no channel '%s'%s"
                  .formatted(name, Nearest.hint(name, keys(ConfigKind.CHANNEL))));
    } else if (!channel.enabled()) {
      add(ref, "channels", "channel '%s' is disabled".formatted(name));
    }
  }

  private void checkEncryption(EncryptionChoice choice, RowRef ref) {
    switch (choice.type()) {
      case NONE -> {}
      case AES_256_GCM -> checkKey(choice, "aes_key", ref);
      case AGE -> checkKey(choice, "age_key", ref);
    }
  }

  private void checkKey(EncryptionChoice choice, String setting, RowRef ref) {
    if (choice.keyId() != null) {
      keyProblem(choice.keyId(), choice).ifPresent(p -> add(ref, "encryption_key", p));
      return;
    }
    ConfigRow row = rows.settings().get(setting);
    String current = row == null ? null : row.fields().get("value");
    if (current == null || current.isBlank()) {
      add(
          ref,
          "encryption",
          "setting %s names no key: add one by `dumpwarden key add` and `dumpwarden key use`"
              .formatted(setting));
    } else {
      keyProblem(current.strip(), choice)
          .ifPresent(p -> add(ref, "encryption", "setting %s: %s".formatted(setting, p)));
    }
  }

  private Optional<String> keyProblem(String id, EncryptionChoice choice) {
    EncryptionKey key = rows.keys().get(id);
    if (key == null) {
      return Optional.of(
          rows.exists(ConfigKind.ENCRYPTION_KEY, id)
              ? "encryption key '%s' is invalid".formatted(id)
              : "there is no encryption key '%s'%s"
                  .formatted(id, Nearest.hint(id, keys(ConfigKind.ENCRYPTION_KEY))));
    }
    return key.type() == choice.type()
        ? Optional.empty()
        : Optional.of(
            "encryption key '%s' is of type %s, not %s"
                .formatted(id, key.type().id(), choice.type().id()));
  }

  private void checkStorages(Schedule schedule, RowRef ref) {
    List<String> named = storagesNamedFor(schedule.name());
    if (named.isEmpty()) {
      add(ref, "storage", "no retention rule gives it a storage to write to: add one");
      return;
    }
    List<String> unknown = named.stream().filter(storage -> !storageExists(storage)).toList();
    unknown.forEach(storage -> add(ref, "storage", noStorage(storage)));
    if (unknown.isEmpty() && rows.storagesOf(schedule.name()).isEmpty()) {
      add(
          ref,
          "storage",
          "it cannot write anywhere: %s disabled or invalid, or the retention rule is"
              .formatted(String.join(", ", named)));
    }
  }

  /** From every rule's row, so that a broken rule is not mistaken for none. */
  private List<String> storagesNamedFor(String schedule) {
    return rows.ruleRowsOf(schedule).stream()
        .map(row -> Objects.requireNonNullElse(row.fields().get("storage"), ""))
        .toList();
  }

  private boolean scheduleExists(String name) {
    return name.equals(Schedule.MANUAL) || rows.exists(ConfigKind.SCHEDULE, name);
  }

  private boolean storageExists(String name) {
    return rows.exists(ConfigKind.STORAGE, name);
  }

  private String noSchedule(String name) {
    return "there is no schedule '%s'%s"
        .formatted(name, Nearest.hint(name, keys(ConfigKind.SCHEDULE)));
  }

  private String noStorage(String name) {
    return "there is no storage '%s'%s"
        .formatted(name, Nearest.hint(name, keys(ConfigKind.STORAGE)));
  }

  private List<String> keys(ConfigKind kind) {
    return rows.all().keySet().stream().filter(ref -> ref.kind() == kind).map(RowRef::key).toList();
  }

  private void add(RowRef ref, String field, String message) {
    List<Problem> found = new ArrayList<>(problems.getOrDefault(ref, List.of()));
    found.add(new Problem(field, message));
    problems.put(ref, List.copyOf(found));
  }
}
