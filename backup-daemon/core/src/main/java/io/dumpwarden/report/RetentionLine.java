package io.dumpwarden.report;

/**
 * A retention rule, and what came of it.
 *
 * @param rule in words, as it is now; that there is none where a rule is gone
 */
public record RetentionLine(String rule, RetentionUse use) {}
