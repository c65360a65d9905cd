package io.dumpwarden.admin.page;

import io.dumpwarden.view.DumpCommandView;
import io.dumpwarden.view.DumpOptionView;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What dump tools may be told, and what they are.
 *
 * @param fleet the setting that holds everywhere
 * @param overrides servers and schedules that say something of their own
 * @param refused options that exist and may not be set, with the reason
 * @param servers to choose one
 * @param command of the chosen one; null where none was chosen, or it could not be asked
 * @param failure why it could not be asked
 */
public record DumpOptionsPage(
    List<DumpOptionView> options,
    SettingRows.Row fleet,
    List<Own> overrides,
    Map<String, String> refused,
    Chosen chosen,
    List<String> servers,
    List<String> schedules,
    @Nullable DumpCommandView command,
    @Nullable String failure) {

  /** Somebody who says something of their own. */
  public record Own(String kind, String name, String options, String address) {}

  /** Whose command is to be shown; empty texts for nobody's. */
  public record Chosen(String server, String schedule) {}
}
