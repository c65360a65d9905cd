package io.dumpwarden.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Reads a notification rule's row. Standards: all events but the digests, all servers, all
 * schedules, told once, at any hour.
 */
public final class NotificationRuleParser {

  private static final Duration SHORTEST_REPEAT = Duration.ofMinutes(1);

  private NotificationRuleParser() {}

  /**
   * The row as a value. Whether its channels, servers and schedules exist is for {@link
   * ConfigSnapshot}.
   *
   * @throws InvalidConfigException with everything that is wrong
   */
  public static NotificationRule parse(ConfigRow row) {
    Fields fields = new Fields(row.fields());
    NotificationRule rule =
        new NotificationRule(
            row.id(),
            fields.name("name"),
            fields.read("events", NotificationRuleParser::events).orElseGet(() -> events("all")),
            fields
                .read("servers", ServerSelector::parse)
                .orElseGet(() -> ServerSelector.parse("*")),
            fields.read("schedules", Glob::parseList).orElse(List.of()),
            fields.readRequired("channels", NotificationRuleParser::names).orElse(List.of()),
            fields.read("repeat_every", NotificationRuleParser::repeat).orElse(null),
            fields.read("quiet_hours", QuietHours::parse).orElse(null),
            fields.flag("enabled", true));
    fields.throwIfAny(row.ref());
    return rule;
  }

  private static Set<NotificationEvent> events(String text) {
    Set<NotificationEvent> events = EnumSet.noneOf(NotificationEvent.class);
    for (String word : words(text)) {
      if (word.equalsIgnoreCase("all")) {
        events.addAll(EnumSet.complementOf(digests()));
      } else {
        events.add(Fields.one(word, NotificationEvent.class, NotificationEvent::id));
      }
    }
    if (events.isEmpty()) {
      throw new IllegalArgumentException("no event is named: write all for all but the digests");
    }
    return events;
  }

  private static EnumSet<NotificationEvent> digests() {
    return EnumSet.of(NotificationEvent.DIGEST_DAILY, NotificationEvent.DIGEST_WEEKLY);
  }

  private static List<String> names(String text) {
    List<String> names = words(text).stream().map(Names::check).distinct().toList();
    if (names.isEmpty()) {
      throw new IllegalArgumentException("no channel is named");
    }
    return names;
  }

  private static Duration repeat(String text) {
    Duration every = Fields.positive(text);
    if (every.compareTo(SHORTEST_REPEAT) < 0) {
      throw new IllegalArgumentException("must be one minute or longer");
    }
    return every;
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.split(","))
        .map(String::strip)
        .filter(word -> !word.isEmpty())
        .toList();
  }
}
