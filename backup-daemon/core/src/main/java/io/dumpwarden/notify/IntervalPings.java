package io.dumpwarden.notify;

import io.dumpwarden.config.Channel;
import io.dumpwarden.config.ChannelType;
import io.dumpwarden.config.Durations;
import io.dumpwarden.notify.Notice.About;
import io.dumpwarden.notify.Notice.Kind;
import io.dumpwarden.notify.Notice.Severity;
import io.dumpwarden.statistics.Fleet.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** Calls dead-man switches at their intervals. For one look; adds to its changes. */
final class IntervalPings {

  private static final String ON_RUN = "run";
  private static final String UNSAFE = "danger";

  private final Known known;
  private final Changes changes;
  private final Instant now;

  IntervalPings(Known known, Changes changes, Instant now) {
    this.known = known;
    this.changes = changes;
    this.now = now;
  }

  static boolean isPing(Channel channel) {
    return channel.enabled() && channel.type() == ChannelType.PING;
  }

  /** Empty for one that is called at runs. */
  static Optional<Duration> interval(Channel channel) {
    return channel
        .setting("on")
        .filter(on -> !on.toLowerCase(Locale.ROOT).equals(ON_RUN))
        .map(Durations::parse);
  }

  /**
   * Calls those whose time it is, and all where the fleet stands otherwise than at the last call.
   *
   * @param verdict how the fleet stands; asked where there is such a channel
   */
  void call(List<Channel> channels, Supplier<Verdict> verdict) {
    for (Channel channel : channels) {
      Optional<Duration> every = isPing(channel) ? interval(channel) : Optional.empty();
      every.ifPresent(interval -> call(channel, interval, verdict.get()));
    }
  }

  private void call(Channel channel, Duration every, Verdict verdict) {
    String name = "ping/" + channel.id();
    boolean safe = !verdict.status().equals(UNSAFE);
    Kind kind = safe ? Kind.PING_SUCCESS : Kind.PING_FAIL;
    String before = known.state(name).orElse("");
    if (!before.endsWith(" " + kind.name()) || isOver(before, every)) {
      Notice notice =
          new Notice(
              kind,
              null,
              safe ? Severity.INFO : Severity.CRITICAL,
              "ping/fleet",
              verdict.text(),
              List.of(),
              About.NOTHING,
              now,
              null);
      changes.send(Draft.of(channel.name(), null, notice, Draft.PING_WORTH));
      changes.state(name, now + " " + kind.name());
    }
  }

  private boolean isOver(String before, Duration every) {
    Instant at = Instant.parse(before.substring(0, before.indexOf(' ')));
    // a time that is still to come was remembered by a clock that went wrong
    return at.isAfter(now) || !at.plus(every).isAfter(now);
  }
}
