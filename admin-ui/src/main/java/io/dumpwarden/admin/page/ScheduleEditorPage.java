package io.dumpwarden.admin.page;

import io.dumpwarden.config.EncryptionKey;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The editor of a schedule.
 *
 * @param typeChosen the type of backup where it is not the rhythm's own; empty for that
 * @param picked the databases that are ticked, as patterns
 * @param preview what the rules would remove today; null where nobody asked
 * @param keys the encryption keys there are
 */
public record ScheduleEditorPage(
    FormModel form,
    CronRhythm rhythm,
    String typeChosen,
    Set<String> picked,
    List<RuleLine> rules,
    CronLook cron,
    MatchedServers servers,
    DatabaseLook databases,
    @Nullable RetentionLook preview,
    List<EncryptionKey> keys) {

  public static final List<String> TYPES =
      List.of("hourly", "daily", "weekly", "monthly", "yearly");
  public static final List<String> WEEKDAYS =
      List.of(
          "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday");

  public boolean isNew() {
    return form.isNew();
  }

  public Map<String, String> errors() {
    return form.errors();
  }
}
