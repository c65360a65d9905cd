package io.dumpwarden.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the settings out of their rows, one for each name; a name without a row has its standard.
 */
public final class SettingsParser {

  private static final Pattern SHARE = Pattern.compile("(\\d+(?:\\.\\d+)?)(?:/(\\d+)|(%))?");

  /** The setting that keeps every schedule from firing. */
  public static final String PAUSED = "paused";

  /** What can be set, with what it means. */
  public static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("companion_suffixes", "what the names of companions add, separated by commas"),
          Map.entry("secondary_marker", "what the names of secondary databases contain"),
          Map.entry("ticket_required", "whether backups that people start must carry a ticket"),
          Map.entry(
              "dump_options",
              "what dump tools are told everywhere, as name=value, separated by commas"),
          Map.entry("aes_key", "the key that new backups are encrypted with by aes-256-gcm"),
          Map.entry("age_key", "the key that new backups are encrypted with by age"),
          Map.entry(
              "verify_per_day",
              "the share of all stored copies that is verified each day, as 1/30"),
          Map.entry(
              "verify_rate",
              "how much verification reads in a second at most, as 50MiB; 0 for no limit"),
          Map.entry(
              "scratch_server",
              "the server that drills restore into; empty for an embedded MariaDB"),
          Map.entry(
              "self_backup",
              "how often the metadata store itself is backed up, as 1d; off for never"),
          Map.entry(
              PAUSED,
              "whether all schedules are paused: none fires, and what people start still runs"));

  private SettingsParser() {}

  /** What a setting without a row comes to, as a row would say it; empty for none. */
  public static String standard(String name) {
    Settings standard = Settings.STANDARD;
    return switch (name) {
      case "companion_suffixes" -> String.join(",", standard.companionSuffixes());
      case "secondary_marker" -> standard.secondaryMarker();
      case "ticket_required" -> Boolean.toString(standard.ticketRequired());
      case "verify_per_day", "verify_rate" -> "0";
      case "self_backup" -> "1d";
      case PAUSED -> "false";
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
        fields.read("age_key", Names::check).orElse(null),
        new Settings.Verification(
            fields.read("verify_per_day", SettingsParser::share).orElse(0.0),
            fields.read("verify_rate", SettingsParser::rate).orElse(0L)),
        fields.read("scratch_server", Names::check).orElse(null),
        fields
            .read("self_backup", SettingsParser::every)
            .orElse(Optional.ofNullable(standard.selfBackupEvery()))
            .orElse(null),
        fields.flag(PAUSED, standard.paused()));
  }

  /** A share of 0 to 1: {@code 1/30}, {@code 5%}, {@code 0.1}. */
  private static double share(String text) {
    Matcher parts = SHARE.matcher(text.strip());
    if (!parts.matches()) {
      throw new IllegalArgumentException("not a share such as 1/30, 5% or 0.1: " + text);
    }
    double share =
        Double.parseDouble(parts.group(1))
            / (parts.group(2) == null ? 1 : Double.parseDouble(parts.group(2)))
            / (parts.group(3) == null ? 1 : 100);
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("not between 0 and 1: " + text);
    }
    return share;
  }

  private static long rate(String text) {
    return text.strip().equals("0") ? 0 : Sizes.parse(text);
  }

  private static Optional<Duration> every(String text) {
    return text.strip().equalsIgnoreCase("off")
        ? Optional.empty()
        : Optional.of(Durations.parse(text));
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
