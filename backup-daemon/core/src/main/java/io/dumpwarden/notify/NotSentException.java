package io.dumpwarden.notify;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A receiver did not take a notice. The message is for people and holds no secret. */
public final class NotSentException extends Exception {

  private final boolean retryable;
  private final transient @Nullable Duration retryAfter;

  public NotSentException(String message, boolean retryable) {
    this(message, retryable, null);
  }

  /**
   * @param retryAfter how long the receiver wants to be left alone; null where it did not say
   */
  public NotSentException(String message, boolean retryable, @Nullable Duration retryAfter) {
    super(message);
    this.retryable = retryable;
    this.retryAfter = retryAfter;
  }

  /** Whether it may be taken later. */
  public boolean isRetryable() {
    return retryable;
  }

  /** How long the receiver wants to be left alone, an hour at most. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
