package io.dumpwarden.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What editors need to know of rows of any kind. */
public final class ConfigParser {

  private ConfigParser() {}

  /**
   * Checks a row by itself, as the parser of its kind does.
   *
   * @throws InvalidConfigException with everything that is wrong
   */
  public static void check(ConfigRow row) {
    switch (row.kind()) {
      case SERVER -> ServerParser.parse(row);
      case SCHEDULE -> ScheduleParser.parse(row);
      case STORAGE -> StorageParser.parse(row);
      case RETENTION_RULE -> RetentionRuleParser.parse(row);
      case SETTING -> SettingsParser.check(row);
      case ENCRYPTION_KEY -> EncryptionKeyParser.parse(row);
      case CHANNEL -> ChannelParser.parse(row);
      case NOTIFICATION_RULE -> NotificationRuleParser.parse(row);
    }
  }

  /** A problem, with the nearest known name, for each field that the kind does not have. */
  public static List<Problem> unknownFields(ConfigKind kind, Collection<String> names) {
    List<Problem> problems = new ArrayList<>();
    for (String name : new TreeSet<>(names)) {
      if (!kind.columns().contains(name)) {
        String hint = Nearest.hint(name, kind.columns());
        problems.add(
            new Problem(
                name,
                "a %s has no such field%s"
                    .formatted(
                        kind.table(),
                        hint.isEmpty() ? ", only " + String.join(", ", kind.columns()) : hint)));
      }
    }
    return problems;
  }

  /**
   * The texts as the columns take them: blanks around them gone; blank ones null, or the kind's
   * standard where the column is never NULL; booleans as {@code true} and {@code false}. Secrets
   * and wrong booleans are left as they are.
   */
  public static Map<String, @Nullable String> normalise(
      ConfigKind kind, Map<String, @Nullable String> fields) {
    Map<String, @Nullable String> normal = new HashMap<>();
    fields.forEach(
        (column, text) ->
            normal.put(
                column,
                kind.secretColumns().contains(column) ? text : normalise(kind, column, text)));
    return normal;
  }

  private static @Nullable String normalise(ConfigKind kind, String column, @Nullable String text) {
    String standard = kind.standards().get(column);
    if (text == null || text.isBlank()) {
      return standard;
    }
    if ("true".equals(standard) || "false".equals(standard)) {
      try {
        return String.valueOf(Fields.truth(text.strip()));
      } catch (IllegalArgumentException e) {
        // the row's own parser says it better, together with all other problems
        return text;
      }
    }
    return text.strip();
  }
}
