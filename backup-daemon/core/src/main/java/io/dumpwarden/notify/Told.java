package io.dumpwarden.notify;

import io.dumpwarden.config.NotificationEvent;
import java.time.Instant;

/**
 * That a receiver was told of a problem.
 *
 * @param event what the problem was when it was told
 * @param times how often it was told
 */
public record Told(
    String problemId,
    String ruleId,
    String channel,
    NotificationEvent event,
    Instant toldAt,
    int times) {}
