package io.dumpwarden.admin.page;

import io.dumpwarden.view.RunView;
import java.util.List;

/** One run. */
public record RunPage(RunProgressView progress, List<BackupRow> backups, List<String> log) {

  public RunView run() {
    return progress.run();
  }
}
