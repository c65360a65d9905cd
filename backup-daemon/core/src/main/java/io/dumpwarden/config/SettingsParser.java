package io.dumpwarden.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the settings out of their rows, one for each name; a name without a row has its standard.
 */
public final class SettingsParser {

  /** What can be set, with what it means. */
  public static final Map<String, String> NAMES =
      Map.of(
          "companion_suffixes", "what the names of companions add, separated by commas",
          "secondary_marker", "what the names of secondary databases contain",
          "ticket_required", "whether backups that people start must carry a ticket",
          "dump_options", "what dump tools are told everywhere, as name=value, separated by commas",
          "aes_key", "the key that new backups are encrypted with by aes-256-gcm",
          "age_key", "the key that new backups are encrypted with by age");

  private SettingsParser() {}

  /** What a setting without a row comes to, as a row would say it; empty for none. */
  public static String standard(String name) {
    Settings standard = Settings.STANDARD;
    return switch (name) {
      case "companion_suffixes" -> String.join(",", standard.companionSuffixes());
      case "secondary_marker" -> standard.secondaryMarker();
      case "ticket_required" -> Boolean.toString(standard.ticketRequired());
      default -> "";
    };
  }

  /**
   * Checks one row by itself.
   *
   * @throws InvalidConfigException with everything that is wrong
   */
  public static String check(ConfigRow row) {
    Fields fields = new Fields(row.fields());
    String name = fields.required("name");
    if (!name.isEmpty() && !NAMES.containsKey(name)) {
      fields.problem(
          "name", "there is no setting '%s'%s".formatted(name, Nearest.hint(name, NAMES.keySet())));
    }
    Fields named = new Fields(named(name, row.fields().get("value")));
    read(named);
    named.problems().forEach(problem -> fields.problem("value", problem.message()));
    fields.throwIfAny(row.ref());
    return name;
  }

  /** All of them; rows that are wrong count as not there. */
  static Settings parse(List<ConfigRow> rows) {
    Map<String, @Nullable String> values = new HashMap<>();
    for (ConfigRow row : rows) {
      values.put(String.valueOf(row.fields().get("name")), row.fields().get("value"));
    }
    return read(new Fields(values));
  }

  private static Settings read(Fields fields) {
    Settings standard = Settings.STANDARD;
    return new Settings(
        fields
            .read("companion_suffixes", SettingsParser::words)
            .orElse(standard.companionSuffixes()),
        fields.text("secondary_marker").orElse(standard.secondaryMarker()),
        fields.flag("ticket_required", standard.ticketRequired()),
        fields.read("dump_options", DumpOptionSet::parse).orElse(standard.dumpOptions()),
        fields.read("aes_key", Names::check).orElse(null),
        fields.read("age_key", Names::check).orElse(null));
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    Arrays.stream(text.split(",")).map(String::strip).filter(w -> !w.isEmpty()).forEach(words::add);
    return words;
  }

  private static Map<String, @Nullable String> named(String name, @Nullable String value) {
    return Optional.ofNullable(value)
        .map(v -> Map.<String, @Nullable String>of(name, v))
        .orElse(Map.of());
  }
}
