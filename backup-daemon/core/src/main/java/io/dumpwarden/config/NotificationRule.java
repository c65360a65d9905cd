package io.dumpwarden.config;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who is told what.
 *
 * @param id the row's id
 * @param servers the servers it is about; events of no server (a storage's) match only {@code *}
 * @param schedules patterns of schedules' names; empty for all
 * @param channels names, at least one
 * @param repeatEvery how often what goes on is told again; null for once only
 * @param quietHours null for none
 */
public record NotificationRule(
    String id,
    String name,
    Set<NotificationEvent> events,
    ServerSelector servers,
    List<Glob> schedules,
    List<String> channels,
    @Nullable Duration repeatEvery,
    @Nullable QuietHours quietHours,
    boolean enabled) {

  public NotificationRule {
    events = Set.copyOf(events);
    schedules = List.copyOf(schedules);
    channels = List.copyOf(channels);
  }
}
