package io.dumpwarden.admin.page;

import io.dumpwarden.admin.page.StoragesPage.Detail;
import io.dumpwarden.admin.page.StoragesPage.Row;
import io.dumpwarden.admin.page.StoragesPage.Setting;
import io.dumpwarden.catalog.CatalogSummary;
import io.dumpwarden.catalog.CatalogSummary.SelfBackedUp;
import io.dumpwarden.catalog.KnownStorages;
import io.dumpwarden.catalog.KnownStorages.Use;
import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.RetentionRule;
import io.dumpwarden.config.Schedule;
import io.dumpwarden.config.Storage;
import io.dumpwarden.form.RowForms;
import io.dumpwarden.form.RowOption;
import io.dumpwarden.form.RowSettings;
import io.dumpwarden.view.Findings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gathers what is known of storages. */
final class StorageLook {

  private final RowAccess access;
  private final KnownStorages known;
  private final CatalogSummary summary;

  StorageLook(RowAccess access, KnownStorages known, CatalogSummary summary) {
    this.access = access;
    this.known = known;
    this.summary = summary;
  }

  StoragesPage all() {
    return new StoragesPage(rows(access.rows().list(ConfigKind.STORAGE)));
  }

  private List<Row> rows(List<ConfigRow> storages) {
    RowProblems problems = access.problems();
    Map<String, Use> use = known.use();
    Map<String, List<String>> schedules = schedules();
    Map<String, Instant> selfBackups = new HashMap<>();
    for (SelfBackedUp each : summary.selfBackups()) {
      selfBackups.put(each.storage(), each.finishedAt());
    }
    return storages.stream()
        .sorted(Comparator.comparing(ConfigRow::key))
        .map(
            row -> {
              Map<String, String> settings = RowSettings.of(row);
              String type = String.valueOf(row.fields().get("type"));
              return new Row(
                  row.key(),
                  type,
                  location(type, settings),
                  where(type, settings),
                  "true".equals(row.fields().get("enabled")),
                  problems.of(row),
                  use.getOrDefault(row.key(), Use.NONE),
                  schedules.getOrDefault(row.key(), List.of()),
                  selfBackups.get(row.key()));
            })
        .toList();
  }

  private Map<String, List<String>> schedules() {
    Map<String, List<String>> schedules = new HashMap<>();
    for (ConfigRow rule : access.rows().list(ConfigKind.RETENTION_RULE)) {
      schedules
          .computeIfAbsent("" + rule.fields().get("storage"), name -> new ArrayList<>())
          .add("" + rule.fields().get("schedule"));
    }
    schedules.values().forEach(names -> names.sort(Comparator.naturalOrder()));
    return schedules;
  }

  /** How many copies rest on it. */
  long copies(String storage) {
    return known.use().getOrDefault(storage, Use.NONE).copies();
  }

  /** The enabled schedules that write to this storage and to no other that is enabled. */
  List<String> onlyWritingTo(String storage) {
    ConfigSnapshot snapshot = access.snapshots().get();
    return snapshot.schedules().stream()
        .filter(Schedule::enabled)
        .map(Schedule::name)
        .filter(
            name -> {
              List<String> written =
                  snapshot.rulesOf(name).stream()
                      .map(RetentionRule::storage)
                      .filter(to -> snapshot.storage(to).map(Storage::enabled).orElse(false))
                      .toList();
              return written.equals(List.of(storage));
            })
        .sorted()
        .toList();
  }

  private static String location(String type, Map<String, String> settings) {
    if (type.equals("s3")) {
      String prefix = settings.getOrDefault("prefix", "");
      return settings.getOrDefault("bucket", "?") + (prefix.isEmpty() ? "" : "/" + prefix);
    }
    return settings.getOrDefault("path", "?");
  }

  private static String where(String type, Map<String, String> settings) {
    if (type.equals("s3")) {
      return settings.getOrDefault("endpoint", settings.getOrDefault("region", "AWS"));
    }
    return "true".equals(settings.get("shared")) ? "shared by all nodes" : "one node's own";
  }

  Detail one(ConfigRow row, @Nullable Findings findings) {
    return new Detail(
        row,
        rows(List.of(row)).get(0),
        settings(row),
        row.fields().get("secret_key") != null,
        summary.storageUse().stream().filter(use -> use.storage().equals(row.key())).toList(),
        findings);
  }

  /** Only settings that are known: anything else may be a secret in the wrong place. */
  private static List<Setting> settings(ConfigRow row) {
    Map<String, String> texts = RowSettings.of(row);
    return RowForms.STORAGE.options().stream()
        .filter(RowOption::isSetting)
        .filter(option -> texts.containsKey(option.setting()))
        .map(option -> new Setting(option.jsonName(), texts.get(option.setting())))
        .toList();
  }
}
