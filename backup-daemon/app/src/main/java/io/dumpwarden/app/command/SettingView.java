package io.dumpwarden.app.command;

import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.config.SettingsParser;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A setting as {@code setting list --json} shows it; the names are a contract.
 *
 * @param value as it was set; null where the standard holds
 */
record SettingView(String name, @Nullable String value, String standard, String meaning) {

  /**
   * @param row null where it is not set
   */
  static SettingView of(String name, @Nullable ConfigRow row) {
    return new SettingView(
        name,
        row == null ? null : row.fields().get("value"),
        SettingsParser.standard(name),
        SettingsParser.NAMES.getOrDefault(name, ""));
  }

  static Table table(List<SettingView> views) {
    Table table = new Table("NAME", "VALUE", "STANDARD", "MEANING");
    views.forEach(
        view ->
            table.row(
                view.name,
                view.value == null ? "-" : view.value,
                view.standard.isEmpty() ? "-" : view.standard,
                view.meaning));
    return table;
  }
}
