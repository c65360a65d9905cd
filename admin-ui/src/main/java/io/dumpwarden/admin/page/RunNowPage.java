package io.dumpwarden.admin.page;

import io.dumpwarden.view.PreviewView;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks what of a schedule is to run now.
 *
 * @param servers those that it matches
 * @param server the one that was chosen; empty for all
 * @param ticket as it was typed
 * @param ticketRequired whether nothing runs without one
 * @param problem why nothing can run; null where something can
 * @param errors what is wrong with which input
 * @param plans what it would do; null where nobody asked
 * @param more how many servers were not asked
 */
public record RunNowPage(
    String schedule,
    List<String> servers,
    String server,
    String ticket,
    boolean ticketRequired,
    @Nullable String problem,
    Map<String, String> errors,
    @Nullable List<PreviewView> plans,
    int more) {}
