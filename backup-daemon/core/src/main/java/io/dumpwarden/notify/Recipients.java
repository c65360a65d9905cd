package io.dumpwarden.notify;

import io.dumpwarden.config.Channel;
import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.NotificationRule;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who is to be told, as the rows say at one moment.
 *
 * @param channels the valid ones, enabled or not
 * @param rules the valid ones, enabled or not
 * @param invalid names of channels whose rows are wrong
 * @param invalidRules ids of rules whose rows are wrong
 * @param edited when each channel's row was edited last, by name
 */
record Recipients(
    List<Channel> channels,
    List<NotificationRule> rules,
    Set<String> invalid,
    Set<String> invalidRules,
    Map<String, Instant> edited) {

  Recipients {
    edited = Map.copyOf(edited);
    channels = List.copyOf(channels);
    rules = List.copyOf(rules);
    invalid = Set.copyOf(invalid);
    invalidRules = Set.copyOf(invalidRules);
  }

  static Recipients of(ConfigSnapshot config) {
    Set<String> invalid =
        config.rows().stream()
            .filter(row -> row.kind() == ConfigKind.CHANNEL)
            .map(ConfigRow::key)
            .filter(name -> config.channel(name).isEmpty())
            .collect(Collectors.toSet());
    Map<String, Instant> edited =
        config.rows().stream()
            .filter(row -> row.kind() == ConfigKind.CHANNEL)
            .collect(Collectors.toMap(ConfigRow::key, ConfigRow::updatedAt, (a, b) -> a));
    return new Recipients(
        config.channels(), config.notificationRules(), invalid, invalidRules(config), edited);
  }

  private static Set<String> invalidRules(ConfigSnapshot config) {
    Set<String> valid =
        config.notificationRules().stream().map(NotificationRule::id).collect(Collectors.toSet());
    return config.rows().stream()
        .filter(row -> row.kind() == ConfigKind.NOTIFICATION_RULE)
        .filter(row -> !"false".equals(row.fields().get("enabled")))
        .map(ConfigRow::id)
        .filter(id -> !valid.contains(id))
        .collect(Collectors.toSet());
  }

  Optional<Channel> channel(String name) {
    return channels.stream().filter(channel -> channel.name().equals(name)).findFirst();
  }

  List<NotificationRule> enabledRules() {
    return rules.stream().filter(NotificationRule::enabled).toList();
  }
}
