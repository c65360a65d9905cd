package io.dumpwarden.admin.page;

import java.util.List;

/**
 * Queued and running runs, in the order in which they are claimed.
 *
 * @param more how many of them are not shown
 */
public record RunsAtWork(List<RunProgressView> runs, int more) {}
