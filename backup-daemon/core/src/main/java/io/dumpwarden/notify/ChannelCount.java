package io.dumpwarden.notify;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the messages of a channel stand.
 *
 * @param channel by name; of one that is gone too, as long as its messages are remembered
 * @param pending that wait now
 * @param oldestPendingAt when the oldest of them was made; null for none
 * @param sent since ever, as {@code failed} and {@code dropped}: these only grow
 */
public record ChannelCount(
    String channel,
    long pending,
    @Nullable Instant oldestPendingAt,
    long sent,
    long failed,
    long dropped) {}
