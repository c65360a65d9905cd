package io.dumpwarden.notify;

import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.NotificationEvent;
import io.dumpwarden.config.NotificationRule;
import io.dumpwarden.config.Problem;
import io.dumpwarden.notify.Notice.About;
import io.dumpwarden.notify.Notice.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rows that are wrong, and so do not work. */
public final class ConfigProblems implements ProblemSource {

  static final String KIND = "config";

  @Override
  public Set<String> kinds() {
    return Set.of(KIND);
  }

  @Override
  public List<FoundProblem> find(ConfigSnapshot config, Instant now) {
    return config.rows().stream()
        .filter(row -> config.problems().containsKey(row.ref()))
        .filter(ConfigProblems::isMeantToWork)
        .filter(row -> !isRuleAtWork(row, config))
        .map(row -> problem(row, config.problems().get(row.ref())))
        .toList();
  }

  private static boolean isMeantToWork(ConfigRow row) {
    return !"false".equals(row.fields().get("enabled"));
  }

  /** One that names what is not there holds for the rest. */
  private static boolean isRuleAtWork(ConfigRow row, ConfigSnapshot config) {
    return row.kind() == ConfigKind.NOTIFICATION_RULE
        && config.notificationRules().stream()
            .map(NotificationRule::name)
            .anyMatch(row.key()::equals);
  }

  private static FoundProblem problem(ConfigRow row, @Nullable List<Problem> problems) {
    List<String> lines = new ArrayList<>();
    if (problems != null) {
      problems.forEach(problem -> lines.add(problem.toString()));
    }
    lines.add("What to do: correct the named fields.");
    boolean schedule = row.kind() == ConfigKind.SCHEDULE;
    String what = row.kind().table().replace('_', ' ');
    return new FoundProblem(
        "config/%s/%s".formatted(row.kind().table(), row.key()),
        NotificationEvent.FAILED,
        schedule ? Severity.CRITICAL : Severity.WARNING,
        schedule
            ? "Schedule %s cannot run".formatted(row.key())
            : "The %s %s is wrong".formatted(what, row.key()),
        lines,
        about(row),
        "",
        true);
  }

  private static About about(ConfigRow row) {
    return switch (row.kind()) {
      case SERVER -> new About(row.key(), null, null, null, null);
      case SCHEDULE -> new About(null, row.key(), null, null, null);
      case STORAGE -> new About(null, null, row.key(), null, null);
      case RETENTION_RULE ->
          new About(null, row.fields().get("schedule"), row.fields().get("storage"), null, null);
      case SETTING, ENCRYPTION_KEY, CHANNEL, NOTIFICATION_RULE -> About.NOTHING;
    };
  }
}
