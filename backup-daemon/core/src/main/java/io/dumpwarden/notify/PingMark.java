package io.dumpwarden.notify;

import org.jspecify.annotations.Nullable;

/**
 * For which run of a schedule on a server a ping channel was called last.
 *
 * @param startedRun that it was told to have started; null for none
 * @param endedRun that it was told to have ended; null for none
 * @param endedStatus how that one had ended
 */
public record PingMark(
    String channel,
    String schedule,
    String server,
    @Nullable String startedRun,
    @Nullable String endedRun,
    @Nullable String endedStatus) {}
