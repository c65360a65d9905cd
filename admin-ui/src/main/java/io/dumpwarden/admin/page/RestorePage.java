package io.dumpwarden.admin.page;

import io.dumpwarden.restore.Existing;
import io.dumpwarden.view.RestoreView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One restore.
 *
 * @param storedBytes of the backup, which the check reads; 0 where that is not known
 * @param safetyIsBackup whether the safety backup is one of the catalog's
 * @param mayCancel whether it is the caller's to cancel
 * @param cancelling whether somebody asked for its end
 */
public record RestorePage(
    RestoreView restore,
    List<RestorePhaseView> phases,
    long storedBytes,
    boolean safetyIsBackup,
    boolean mayCancel,
    boolean cancelling,
    List<String> log) {

  public boolean live() {
    return restore.status().equals("running");
  }

  /** Whether data that was there before was, or was to be, replaced. */
  public boolean replaces() {
    return restore.mode().equals(Existing.REPLACE.id())
        || restore.mode().equals(Existing.IN_PLACE.id());
  }

  /** Whether it may have left a replacement in the middle. */
  public boolean mayNeedRecovery() {
    return restore.status().equals("interrupted") || "swap-unfinished".equals(restore.errorCode());
  }

  public boolean endedWell() {
    return restore.status().equals("succeeded") || restore.status().equals("partial");
  }

  /** The names that it loaded under. */
  public String names() {
    return String.join(", ", restore.databases().values());
  }

  /** Where the guided flow goes on to bring the old data back; null where nothing was kept. */
  public @Nullable String undo() {
    String kept = restore.safetyBackup();
    if (kept == null || !safetyIsBackup) {
      return null;
    }
    Map<String, String> words = new LinkedHashMap<>();
    words.put("step", "where");
    words.put("backup", kept);
    words.put("to", restore.server());
    words.put("existing", Existing.REPLACE.id());
    return HistoryLinks.address("/restores/new", words);
  }
}
