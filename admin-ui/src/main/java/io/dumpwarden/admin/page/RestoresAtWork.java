package io.dumpwarden.admin.page;

import io.dumpwarden.view.RestoreView;
import java.util.List;

/** Restores that are running. */
public record RestoresAtWork(List<RestoreView> restores) {}
