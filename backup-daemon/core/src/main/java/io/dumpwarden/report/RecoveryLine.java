package io.dumpwarden.report;

import java.time.Duration;

/** How long restores of a database took, as drills measured it. */
public record RecoveryLine(
    String server,
    String scope,
    String schedule,
    long drills,
    Duration shortest,
    Duration median,
    Duration longest) {}
