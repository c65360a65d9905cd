package io.dumpwarden.admin.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The form of one rule.
 *
 * @param preview what it would remove today; null where nobody asked
 */
public record RuleFormPage(
    FormModel form,
    List<String> schedules,
    List<String> storages,
    @Nullable RetentionLook preview) {

  /** Whether it is for backups without a schedule. */
  public boolean isManual() {
    return form.value("schedule").equals("manual");
  }
}
