package io.dumpwarden.admin.page;

import io.dumpwarden.view.RunView;
import java.util.List;

/**
 * Runs by filter, and those at work.
 *
 * @param active queued and running ones, in the order in which they are claimed
 * @param more how many of those are not shown
 */
public record RunListPage(List<RunProgressView> active, int more, HistoryPart<RunView> part) {}
