package io.dumpwarden.admin.page;

import io.dumpwarden.catalog.CatalogSummary.StorageUse;
import io.dumpwarden.catalog.KnownStorages.Use;
import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.view.Findings;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The list of storages. */
public record StoragesPage(List<Row> rows) {

  /**
   * A storage in the list.
   *
   * @param location its folder, or its bucket and prefix
   * @param where the endpoint of S3; for a local one whose folder it is
   * @param schedules that write to it
   * @param selfBackupAt when the metadata store was last backed up there; null for never
   */
  public record Row(
      String name,
      String type,
      String location,
      String where,
      boolean enabled,
      @Nullable String problem,
      Use use,
      List<String> schedules,
      @Nullable Instant selfBackupAt) {

    /** {@code problem}, {@code disabled}, {@code in use} or {@code unused}. */
    public String state() {
      if (problem != null) {
        return "problem";
      }
      return !enabled ? "disabled" : schedules.isEmpty() ? "unused" : "in use";
    }
  }

  /**
   * One storage.
   *
   * @param settings name and text, as far as they are set
   * @param secret whether it has a secret key
   * @param uses what each schedule has there
   */
  public record Detail(
      ConfigRow row,
      Row shown,
      List<Setting> settings,
      boolean secret,
      List<StorageUse> uses,
      @Nullable Findings findings) {}

  /** A setting that says something. */
  public record Setting(String name, String value) {}

  /**
   * The form of a storage.
   *
   * @param extra what was asked for beside the fields: adopt, moved
   */
  public record FormPage(FormModel form, @Nullable Findings findings, boolean extra) {

    public String type() {
      return form.value("type");
    }
  }
}
