package io.dumpwarden.view;

import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.config.SettingsParser;
import org.jspecify.annotations.Nullable;

/**
 * A setting as {@code setting list --json} shows it; the names are a contract.
 *
 * @param value as it was set; null where the standard holds
 * @param version of the row; null where the standard holds
 */
public record SettingView(
    String name, @Nullable String value, String standard, String meaning, @Nullable Long version) {

  /**
   * @param row null where it is not set
   */
  public static SettingView of(String name, @Nullable ConfigRow row) {
    return new SettingView(
        name,
        row == null ? null : row.fields().get("value"),
        SettingsParser.standard(name),
        SettingsParser.NAMES.getOrDefault(name, ""),
        row == null ? null : row.version());
  }
}
