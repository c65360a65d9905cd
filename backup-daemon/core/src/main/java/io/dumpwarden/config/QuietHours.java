package io.dumpwarden.config;

import java.time.LocalTime;
import java.time.ZoneId;

/**
 * A span of each day in which nobody is told; what happens in it is told at its end.
 *
 * @param to before {@code from} where it goes over midnight
 */
public record QuietHours(LocalTime from, LocalTime to, ZoneId zone) {}
