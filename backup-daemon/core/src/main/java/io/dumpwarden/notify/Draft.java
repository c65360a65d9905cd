package io.dumpwarden.notify;

import io.dumpwarden.catalog.Ids;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A message that is to be queued.
 *
 * @param id sorts by the time it was made
 * @param rule the name of the rule that it came of; null for none
 * @param worth how long it is worth sending
 */
public record Draft(
    String id, String channel, @Nullable String rule, Notice notice, Duration worth) {

  static final Duration NOTICE_WORTH = Duration.ofHours(24);

  static final Duration PING_WORTH = Duration.ofMinutes(10);

  static Draft of(String channel, @Nullable String rule, Notice notice, Duration worth) {
    return new Draft(Ids.next(), channel, rule, notice, worth);
  }

  /** Messages of one through a channel keep their order. */
  public String problemKey() {
    return FoundProblem.fit(notice.key());
  }
}
