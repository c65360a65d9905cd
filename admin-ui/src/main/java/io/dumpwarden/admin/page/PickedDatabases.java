package io.dumpwarden.admin.page;

import java.util.Set;

/**
 * What servers hold, and what of it is ticked.
 *
 * @param picked the databases that are ticked, as patterns
 */
public record PickedDatabases(DatabaseLook look, Set<String> picked) {}
