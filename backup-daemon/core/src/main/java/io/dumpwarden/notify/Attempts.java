package io.dumpwarden.notify;

import io.dumpwarden.config.Channel;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends one message once, and records what came of it. */
public final class Attempts {

  private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);

  private final MessageQueue queue;
  private final Supplier<Recipients> recipients;
  private final TimedOutlet outlet;
  private final InstantSource clock;

  /**
   * @param clock the metadata store's
   */
  Attempts(
      MessageQueue queue,
      Supplier<Recipients> recipients,
      TimedOutlet outlet,
      InstantSource clock) {
    this.queue = queue;
    this.recipients = recipients;
    this.outlet = outlet;
    this.clock = clock;
  }

  /** Whether an attempt at the channel does not end though it was given up. */
  boolean hangs(String channel) {
    return outlet.hangs(channel);
  }

  void stop() {
    outlet.stop();
  }

  /** Whether the channel's next message may be tried at once. */
  boolean make(Message message) {
    Recipients known = recipients.get();
    Optional<Channel> channel = known.channel(message.channel());
    if (channel.filter(Channel::enabled).isPresent()) {
      return send(channel.get(), message);
    }
    if (known.invalid().contains(message.channel())) {
      queue.retry(message.id(), Backoff.LONGEST.dividedBy(12), "the channel's row is wrong");
      return true;
    }
    String why = channel.isPresent() ? "the channel is disabled" : "the channel was removed";
    queue.end(message.id(), MessageStatus.DROPPED, false, why);
    return true;
  }

  private boolean send(Channel channel, Message message) {
    Instant now = clock.instant();
    if (!message.expiresAt().isAfter(now)) {
      return giveUp(message, false, "it waited too long");
    }
    try {
      outlet.send(channel, message.notice());
      queue.end(message.id(), MessageStatus.SENT, true, null);
      return true;
    } catch (NotSentException e) {
      return failed(message, e);
    } catch (InterruptedException e) {
      // stopping: it is as if this attempt had not been
      return false;
    }
  }

  private boolean failed(Message message, NotSentException e) {
    String why = String.valueOf(e.getMessage());
    if (!e.isRetryable()) {
      return giveUp(message, true, why);
    }
    Duration pause =
        Backoff.after(message.attempts() + 1, ThreadLocalRandom.current().nextDouble());
    if (clock.instant().plus(pause).isAfter(message.expiresAt())) {
      giveUp(message, true, why);
    } else {
      LOG.info("channel {} did not take a message, again later: {}", message.channel(), why);
      queue.retry(message.id(), pause, why);
    }
    return false;
  }

  private boolean giveUp(Message message, boolean attempted, String why) {
    LOG.warn("a message for channel {} failed: {}", message.channel(), why);
    queue.end(message.id(), MessageStatus.FAILED, attempted, why);
    return true;
  }
}
