package io.dumpwarden.admin.page;

import io.dumpwarden.catalog.CatalogSummary;
import io.dumpwarden.catalog.KnownStorages;

/** Figures of what rests where. */
public record StorageFigures(KnownStorages known, CatalogSummary summary) {}
