package io.dumpwarden.app.command;

import io.dumpwarden.view.SettingView;
import java.util.List;

/** Settings, for people. */
final class SettingTable {

  private SettingTable() {}

  static Table of(List<SettingView> views) {
    Table table = new Table("NAME", "VALUE", "STANDARD", "MEANING");
    views.forEach(
        view ->
            table.row(
                view.name(),
                view.value() == null ? "-" : view.value(),
                view.standard().isEmpty() ? "-" : view.standard(),
                view.meaning()));
    return table;
  }
}
