package io.dumpwarden.admin.page;

import java.util.List;

/**
 * What was found on a server that restores were left in the middle on.
 *
 * @param lines what was done; none where nothing was left
 */
public record RecoveredPage(String server, List<String> lines) {}
