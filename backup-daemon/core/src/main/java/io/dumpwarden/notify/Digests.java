package io.dumpwarden.notify;

import io.dumpwarden.config.Channel;
import io.dumpwarden.config.ChannelType;
import io.dumpwarden.config.NotificationEvent;
import io.dumpwarden.config.NotificationRule;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Makes the digests that are due, each once. For one look; adds to its changes. */
final class Digests {

  private static final List<NotificationEvent> KINDS =
      List.of(NotificationEvent.DIGEST_DAILY, NotificationEvent.DIGEST_WEEKLY);

  private final Known known;
  private final Changes changes;
  private final Instant now;

  Digests(Known known, Changes changes, Instant now) {
    this.known = known;
    this.changes = changes;
    this.now = now;
  }

  /** One that falls into quiet hours waits for their end. */
  void make(Recipients recipients, DigestText text) {
    for (NotificationRule rule : recipients.enabledRules()) {
      KINDS.stream()
          .filter(rule.events()::contains)
          .filter(kind -> !Quiet.isQuiet(rule, now))
          .forEach(kind -> make(rule, kind, recipients, text));
    }
  }

  private void make(
      NotificationRule rule, NotificationEvent kind, Recipients recipients, DigestText text) {
    String name = kind.id() + "/" + rule.id();
    Instant due = DigestTimes.last(rule, kind, now);
    // a time that is still to come was remembered by a clock that went wrong
    Optional<Instant> last = known.state(name).map(Instant::parse).filter(at -> !at.isAfter(now));
    if (last.isPresent() && !last.get().isBefore(due)) {
      return;
    }
    // a rule's first digest has nothing to count from
    last.ifPresent(
        from -> {
          Notice notice = text.notice(rule, kind, from, due);
          rule.channels().stream()
              .flatMap(channel -> recipients.channel(channel).stream())
              .filter(channel -> channel.enabled() && channel.type() != ChannelType.PING)
              .map(Channel::name)
              .map(channel -> Draft.of(channel, rule.name(), notice, Draft.NOTICE_WORTH))
              .forEach(changes::send);
        });
    changes.state(name, due.toString());
  }
}
