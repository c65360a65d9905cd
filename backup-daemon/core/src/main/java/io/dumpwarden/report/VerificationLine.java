package io.dumpwarden.report;

/**
 * Copies on one storage that were last verified in the span, by what was found.
 *
 * @param found {@code verified}, {@code missing}, {@code corrupt} or {@code unreadable}
 */
public record VerificationLine(String storage, String found, long copies, long bytes) {}
