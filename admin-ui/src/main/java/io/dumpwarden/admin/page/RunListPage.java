package io.dumpwarden.admin.page;

import io.dumpwarden.view.RunView;
import java.util.Map;

/**
 * Runs by filter, and those at work.
 *
 * @param errors what is wrong with the filter, by field
 */
public record RunListPage(
    RunsAtWork atWork, HistoryPart<RunView> part, Map<String, String> errors) {}
