package io.dumpwarden.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How often the backups of a schedule are restored to prove that they can be, and what must be true
 * of them then.
 *
 * @param every null for never by itself
 */
public record DrillRule(@Nullable Duration every, List<DrillAssertion> assertions) {

  public static final DrillRule NONE = new DrillRule(null, List.of());

  public DrillRule {
    assertions = List.copyOf(assertions);
  }

  /** How often; empty for never by itself. */
  public Optional<Duration> interval() {
    return Optional.ofNullable(every);
  }

  static DrillRule read(Fields fields) {
    return new DrillRule(
        fields.read("drill", DrillRule::interval).orElse(null),
        fields
            .raw("drill_assertions")
            .flatMap(text -> fields.attempt("drill_assertions", () -> assertions(text)))
            .orElse(List.of()));
  }

  /**
   * Reads assertions, one on each line that is not blank.
   *
   * @throws IllegalArgumentException naming the line
   */
  public static List<DrillAssertion> assertions(String text) {
    List<DrillAssertion> found = new ArrayList<>();
    String[] lines = text.split("\\R");
    for (int i = 0; i < lines.length; i++) {
      if (!lines[i].isBlank()) {
        found.add(assertion(lines[i], i + 1, lines.length));
      }
    }
    return found;
  }

  private static DrillAssertion assertion(String line, int number, int lines) {
    try {
      return DrillAssertion.parse(line);
    } catch (IllegalArgumentException e) {
      throw lines == 1
          ? e
          : new IllegalArgumentException("line %d: %s".formatted(number, e.getMessage()), e);
    }
  }

  private static Duration interval(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "daily" -> Duration.ofDays(1);
      case "weekly" -> Duration.ofDays(7);
      case "monthly" -> Duration.ofDays(30);
      default -> duration(text);
    };
  }

  private static Duration duration(String text) {
    try {
      return Fields.positive(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "'%s' is none of daily, weekly, monthly, and no duration such as 14d".formatted(text), e);
    }
  }
}
