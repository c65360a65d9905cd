package io.dumpwarden.admin.page;

import io.dumpwarden.view.BackupView;
import io.dumpwarden.view.DeletionView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What would become of a backup's copies.
 *
 * @param storage only the copies there; null for all
 * @param force whether pins and last good copies are passed over
 * @param error what is wrong with the name that was typed; null for nothing
 */
public record BackupDeletePage(
    BackupView backup,
    String title,
    List<DeletionView> copies,
    @Nullable String storage,
    boolean force,
    @Nullable String error) {

  public long going() {
    return copies.stream().filter(BackupDeletePage::goes).count();
  }

  /** Whether forcing would change anything. */
  public boolean held() {
    return copies.stream().anyMatch(copy -> copy.result().equals("refused"));
  }

  public static boolean goes(DeletionView copy) {
    return copy.reason() == null;
  }

  /** The last copies of the backup go: nothing can be restored from it any more. */
  public boolean goesWhole() {
    return storage == null && !copies.isEmpty() && going() == copies.size();
  }
}
