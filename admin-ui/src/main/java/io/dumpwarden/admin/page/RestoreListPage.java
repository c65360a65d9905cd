package io.dumpwarden.admin.page;

import io.dumpwarden.view.RestoreView;

/** Restores by filter, and those at work. */
public record RestoreListPage(RestoresAtWork atWork, HistoryPart<RestoreView> part) {}
