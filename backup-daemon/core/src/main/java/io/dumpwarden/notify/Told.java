package io.dumpwarden.notify;

import io.dumpwarden.config.NotificationEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That a receiver was told of a problem.
 *
 * @param event what the problem was when it was told
 * @param times how often it was told
 * @param messageId of the message that told it first; null where that is not known
 * @param failed whether that message failed, so that the receiver knows nothing
 */
public record Told(
    String problemId,
    String ruleId,
    String channel,
    NotificationEvent event,
    Instant toldAt,
    int times,
    @Nullable String messageId,
    boolean failed) {}
