package io.dumpwarden.notify;

import io.dumpwarden.config.Channel;
import io.dumpwarden.config.NotificationRule;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who is to be told, as the rows say at one moment.
 *
 * @param channels the valid ones, enabled or not
 * @param rules the valid ones, enabled or not
 * @param invalid names of channels whose rows are wrong
 */
public record Recipients(
    List<Channel> channels, List<NotificationRule> rules, Set<String> invalid) {

  public Recipients {
    channels = List.copyOf(channels);
    rules = List.copyOf(rules);
    invalid = Set.copyOf(invalid);
  }

  Optional<Channel> channel(String name) {
    return channels.stream().filter(channel -> channel.name().equals(name)).findFirst();
  }

  List<NotificationRule> enabledRules() {
    return rules.stream().filter(NotificationRule::enabled).toList();
  }
}
