package io.dumpwarden.form;

import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.config.ConfigRow;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A row as {@code --json} shows it: the options' names in camel case; a secret is set or null. */
public final class RowJson {

  private RowJson() {}

  public static Map<String, @Nullable Object> of(RowForm form, ShownRow shown) {
    ConfigRow row = shown.row();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", row.id());
    for (RowOption option : form.options()) {
      if (!option.isSetting()) {
        json.put(option.jsonName(), value(option, row.fields().get(option.column())));
      }
    }
    if (form.hasSettings()) {
      json.put("settings", settings(form, row));
    }
    if (form.kind() == ConfigKind.SCHEDULE) {
      json.put("nextFireAt", shown.nextFireAt());
    }
    json.put("version", row.version());
    json.put("createdAt", row.createdAt());
    json.put("updatedAt", row.updatedAt());
    json.put("problem", shown.problem());
    return json;
  }

  /** Only settings that are known: anything else may be a secret in the wrong place. */
  private static Map<String, @Nullable Object> settings(RowForm form, ConfigRow row) {
    Map<String, String> texts = RowSettings.of(row);
    Map<String, @Nullable Object> settings = new LinkedHashMap<>();
    for (RowOption option : form.options()) {
      if (option.isSetting() && texts.containsKey(option.setting())) {
        settings.put(option.jsonName(), value(option, texts.get(option.setting())));
      }
    }
    return settings;
  }

  private static @Nullable Object value(RowOption option, @Nullable String text) {
    if (text == null) {
      return option.form() == RowOption.Form.LABELS ? Map.of() : null;
    }
    return switch (option.form()) {
      case KEY, TEXT, FIXED, PATH -> text;
      case SECRET -> text.isBlank() ? null : RowBody.SET;
      case SWITCH -> isTruth(text) ? Boolean.valueOf(text) : text;
      case INTEGER -> text.matches("\\d{1,9}") ? Integer.valueOf(text) : text;
      case LABELS -> labels(text);
      case LINES -> text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    };
  }

  private static boolean isTruth(String text) {
    return text.equals("true") || text.equals("false");
  }

  private static Map<String, String> labels(String text) {
    Map<String, String> labels = new LinkedHashMap<>();
    for (String pair : text.split(",")) {
      String[] parts = pair.strip().split("=", 2);
      if (!parts[0].isEmpty()) {
        labels.put(parts[0], parts.length == 2 ? parts[1] : "");
      }
    }
    return labels;
  }
}
