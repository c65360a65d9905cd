package io.dumpwarden.admin.page;

import io.dumpwarden.view.RestoreView;
import java.util.List;

/** Restores by filter, and those at work. */
public record RestoreListPage(List<RestoreView> active, HistoryPart<RestoreView> part) {}
