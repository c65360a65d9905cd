package io.dumpwarden.admin.page;

import io.dumpwarden.view.RunView;
import java.util.List;

/**
 * The newest runs of a server or of a schedule, as its page shows them and asks for them anew.
 *
 * @param ofServer whether they are a server's, so that each says its schedule
 */
public record LastRuns(List<RunView> runs, boolean ofServer) {

  static final String TEMPLATE = "part/last-runs.jte";
}
