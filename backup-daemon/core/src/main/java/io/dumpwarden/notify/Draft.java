package io.dumpwarden.notify;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A message that is to be queued.
 *
 * @param rule the name of the rule that it came of; null for none
 * @param worth how long it is worth sending
 */
public record Draft(String channel, @Nullable String rule, Notice notice, Duration worth) {

  static final Duration NOTICE_WORTH = Duration.ofHours(24);

  static final Duration PING_WORTH = Duration.ofMinutes(10);
}
