package io.dumpwarden.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads typed values out of a row's texts and collects everything that is wrong with them, so that
 * an operator sees it all at once. Where a text is wrong, the reader gets a stand-in and goes on;
 * what was built is good only after {@link #throwIfAny}. NULL and blank both count as not set.
 */
final class Fields {

  private final Map<String, @Nullable String> values;
  private final List<Problem> problems = new ArrayList<>();

  Fields(Map<String, @Nullable String> values) {
    this.values = values;
  }

  Optional<String> text(String field) {
    String value = values.get(field);
    if (value == null || value.isBlank()) {
      return Optional.empty();
    }
    String stripped = value.strip();
    // they would end a line of an option file, or of a log
    if (stripped.chars().anyMatch(Character::isISOControl)) {
      problem(field, "must not hold line breaks or control characters");
      return Optional.empty();
    }
    return Optional.of(stripped);
  }

  /** The value exactly as it stands: for secrets and JSON. */
  Optional<String> raw(String field) {
    return Optional.ofNullable(values.get(field)).filter(value -> !value.isBlank());
  }

  boolean isSet(String field) {
    return raw(field).isPresent();
  }

  String required(String field) {
    if (!isSet(field)) {
      problem(field, "must be set");
    }
    return text(field).orElse("");
  }

  /** Applies a reader that refuses by {@link IllegalArgumentException}. */
  <T> Optional<T> read(String field, Function<String, T> reader) {
    return text(field).flatMap(text -> attempt(field, () -> reader.apply(text)));
  }

  /** As {@link #read}, for a column that must be set. */
  <T> Optional<T> readRequired(String field, Function<String, T> reader) {
    String text = required(field);
    return text.isEmpty() ? Optional.empty() : attempt(field, () -> reader.apply(text));
  }

  <T> Optional<T> attempt(String field, Supplier<T> work) {
    try {
      return Optional.of(work.get());
    } catch (IllegalArgumentException e) {
      problem(field, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  /** Exactly as it stands, since other rows and history refer to it by that. */
  String name(String field) {
    Optional<String> name = raw(field);
    if (name.isEmpty()) {
      problem(field, "must be set");
    }
    return name.flatMap(text -> attempt(field, () -> Names.check(text))).orElse("");
  }

  int integer(String field, int standard, int min, int max) {
    return read(field, text -> number(text, min, max)).orElse(standard);
  }

  boolean flag(String field, boolean standard) {
    return read(field, Fields::truth).orElse(standard);
  }

  Duration duration(String field, Duration standard) {
    return read(field, Durations::parse).orElse(standard);
  }

  /** A duration of more than nothing. */
  Duration period(String field, Duration standard) {
    return read(field, Fields::positive).orElse(standard);
  }

  Optional<Path> absolutePath(String field) {
    return read(field, Fields::absolute);
  }

  /** One of an enum's words; case does not count, and hyphen and underscore are the same. */
  <E extends Enum<E>> E choice(String field, E standard, Class<E> type, Function<E, String> word) {
    return read(field, text -> one(text, type, word)).orElse(standard);
  }

  void problem(String field, String message) {
    Problem problem = new Problem(field, message);
    if (!problems.contains(problem)) {
      problems.add(problem);
    }
  }

  List<Problem> problems() {
    return List.copyOf(problems);
  }

  void throwIfAny(RowRef row) {
    if (!problems.isEmpty()) {
      throw new InvalidConfigException(row, problems);
    }
  }

  static <E extends Enum<E>> E one(String text, Class<E> type, Function<E, String> word) {
    String wanted = text.toLowerCase(Locale.ROOT).replace('_', '-');
    return Stream.of(type.getEnumConstants())
        .filter(e -> word.apply(e).replace('_', '-').equals(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    Stream.of(type.getEnumConstants())
                        .map(word)
                        .collect(Collectors.joining(", ", "'" + text + "' is none of: ", ""))));
  }

  static boolean truth(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "1", "yes", "on" -> true;
      case "false", "0", "no", "off" -> false;
      default -> throw new IllegalArgumentException("'%s' is not true or false".formatted(text));
    };
  }

  static Path absolute(String text) {
    Path path = Path.of(text);
    if (!path.isAbsolute() || !path.normalize().equals(path)) {
      throw new IllegalArgumentException(
          "'%s' is not an absolute path without '.' and '..'".formatted(text));
    }
    return path;
  }

  static int number(String text, int min, int max) {
    if (text.matches("\\d{1,9}")) {
      int number = Integer.parseInt(text);
      if (number >= min && number <= max) {
        return number;
      }
    }
    throw new IllegalArgumentException(
        "'%s' is not a whole number from %d to %d".formatted(text, min, max));
  }

  static Duration positive(String text) {
    Duration duration = Durations.parse(text);
    if (duration.isZero()) {
      throw new IllegalArgumentException("must be longer than nothing");
    }
    return duration;
  }
}
