package io.dumpwarden.notify;

import org.jspecify.annotations.Nullable;

/**
 * Which messages to list, newest first; null means any.
 *
 * @param beforeId only those listed after this id: the key to the next page
 * @param limit at most so many
 */
public record MessageFilter(
    @Nullable String channel,
    @Nullable MessageStatus status,
    @Nullable String beforeId,
    int limit) {

  public static MessageFilter latest(int limit) {
    return new MessageFilter(null, null, null, limit);
  }
}
