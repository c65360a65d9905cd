package io.dumpwarden.notify;

/** A receiver did not take a notice. The message is for people and holds no secret. */
public final class NotSentException extends Exception {

  private final boolean retryable;

  public NotSentException(String message, boolean retryable) {
    super(message);
    this.retryable = retryable;
  }

  /** Whether it may be taken later. */
  public boolean isRetryable() {
    return retryable;
  }
}
