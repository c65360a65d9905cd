package io.dumpwarden.admin.page;

import io.dumpwarden.admin.desk.SystemDesk;
import io.dumpwarden.recovery.Finding;
import io.dumpwarden.view.SelfBackupView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Settings and the installation itself.
 *
 * @param storages their names, to look at one
 * @param looked what a look at the catalog found; null where there was none
 */
public record SystemPage(
    SystemDesk.Facts facts,
    List<SystemDesk.AtWork> nodes,
    List<RowProblem> problems,
    List<SettingRows.Row> settings,
    List<SelfBackupView> selfBackups,
    List<String> storages,
    @Nullable Looked looked) {

  /**
   * A row that is wrong.
   *
   * @param address of the page where it can be set right
   */
  public record RowProblem(String kind, String key, String message, String address) {}

  /**
   * What was found on storages.
   *
   * @param done in one line
   * @param findings the first of them
   * @param count of all of them
   */
  public record Looked(String done, List<Finding> findings, int count) {

    public boolean isGood() {
      return count == 0;
    }
  }
}
