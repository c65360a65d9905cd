package io.dumpwarden.notify;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A notice on its way through a channel.
 *
 * @param id sorts by the time it was made
 * @param channel by name
 * @param rule the name of the rule that it came of; null for pings at an interval
 * @param notBefore it is not tried earlier
 * @param expiresAt it is not tried later
 * @param attempts how often it was tried
 * @param lastError why the last attempt came to nothing, or why it was dropped
 * @param endedAt when it was sent or given up; null while it is pending
 */
public record Message(
    String id,
    String channel,
    @Nullable String rule,
    Notice notice,
    MessageStatus status,
    Instant createdAt,
    Instant notBefore,
    Instant expiresAt,
    int attempts,
    @Nullable String lastError,
    @Nullable Instant endedAt) {}
