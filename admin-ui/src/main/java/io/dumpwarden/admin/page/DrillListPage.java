package io.dumpwarden.admin.page;

import io.dumpwarden.view.DrillView;
import java.util.List;

/**
 * The newest drill of each series, and drills by filter.
 *
 * @param more how many series are not shown
 */
public record DrillListPage(List<DrillView> series, int more, HistoryPart<DrillView> part) {}
