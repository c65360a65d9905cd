package io.dumpwarden.notify;

import io.dumpwarden.config.Channel;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends one message once, and records what came of it. */
final class Attempts {

  private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);

  /** A channel that failed is left alone for so long, whatever waits for it. */
  private static final Duration REST = Backoff.FIRST;

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

  /** As the rows say now. */
  Recipients recipients() {
    return recipients.get();
  }

  /** How long the channel needs rest before its next message: none where this one was taken. */
  Duration make(Message message, Recipients known) {
    Optional<Channel> channel = known.channel(message.channel());
    if (channel.filter(Channel::enabled).isPresent()) {
      return send(channel.get(), message);
    }
    if (known.invalid().contains(message.channel())) {
      queue.retry(message.id(), Backoff.LONGEST.dividedBy(12), "the channel's row is wrong");
      return Duration.ZERO;
    }
    String why = channel.isPresent() ? "the channel is disabled" : "the channel was removed";
    queue.end(message.id(), MessageStatus.DROPPED, false, why);
    return Duration.ZERO;
  }

  private Duration send(Channel channel, Message message) {
    if (!message.expiresAt().isAfter(clock.instant())) {
      giveUp(message, false, "it waited too long");
      return Duration.ZERO;
    }
    try {
      outlet.send(channel, message.notice());
      queue.end(message.id(), MessageStatus.SENT, true, null);
      return Duration.ZERO;
    } catch (NotSentException e) {
      return failed(message, e);
    } catch (InterruptedException e) {
      // stopping: it is as if this attempt had not been
      return Duration.ZERO;
    }
  }

  private Duration failed(Message message, NotSentException e) {
    String why = String.valueOf(e.getMessage());
    if (!e.isRetryable()) {
      giveUp(message, true, why);
      return Duration.ZERO;
    }
    Duration rest = longer(REST, e.retryAfter().orElse(Duration.ZERO));
    double random = ThreadLocalRandom.current().nextDouble();
    Duration pause = longer(rest, Backoff.after(message.attempts() + 1, random));
    if (clock.instant().plus(pause).isAfter(message.expiresAt())) {
      giveUp(message, true, why);
    } else {
      LOG.info("channel {} did not take a message, again later: {}", message.channel(), why);
      queue.retry(message.id(), pause, why);
    }
    return rest;
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }

  private void giveUp(Message message, boolean attempted, String why) {
    LOG.warn("a message for channel {} failed: {}", message.channel(), why);
    queue.end(message.id(), MessageStatus.FAILED, attempted, why);
  }
}
