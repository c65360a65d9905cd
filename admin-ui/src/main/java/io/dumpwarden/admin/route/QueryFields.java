package io.dumpwarden.admin.route;

import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a request's address. Each is asked for by its name; {@link #end} then refuses
 * the request with all that is wrong at once, names that nobody asked for among it. For one thread.
 */
public final class QueryFields {

  private static final int MAX_LIMIT = 500;
  private static final int MAX_TEXT = 600;

  private final Context ctx;
  private final Set<String> known = new TreeSet<>();
  private final FieldProblems problems = new FieldProblems();

  public QueryFields(Context ctx) {
    this.ctx = ctx;
  }

  /** Null where it is absent or empty. */
  public @Nullable String text(String name) {
    known.add(name);
    List<String> given = ctx.queryParams(name);
    if (given.size() > 1) {
      problems.add(name, "is given more than once");
    }
    String text = given.isEmpty() ? "" : given.get(0).strip();
    if (text.length() > MAX_TEXT) {
      problems.add(name, "is longer than %d characters".formatted(MAX_TEXT));
      return null;
    }
    return text.isEmpty() ? null : text;
  }

  /** {@code ?name} alone means true. */
  public boolean flag(String name) {
    known.add(name);
    String text = ctx.queryParam(name);
    if (text == null) {
      return false;
    }
    return switch (text) {
      case "true", "" -> true;
      case "false" -> false;
      default -> {
        problems.add(name, "must be true or false");
        yield false;
      }
    };
  }

  /** How many to list, 1 to 500. */
  public int limit(int standard) {
    return integer("limit", standard, 1, MAX_LIMIT);
  }

  public int integer(String name, int standard, int least, int most) {
    String text = text(name);
    if (text == null) {
      return standard;
    }
    if (text.matches("\\d{1,9}")) {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    }
    problems.add(name, "must be a whole number from %d to %d".formatted(least, most));
    return standard;
  }

  /** One of these ids; null where it is absent. */
  public @Nullable String choice(String name, List<String> ids) {
    String text = text(name);
    if (text != null && !ids.contains(text)) {
      problems.add(name, "must be one of: " + String.join(", ", ids));
      return null;
    }
    return text;
  }

  /** As {@link #choice(String, List)}, of an enum whose ids are its names in lower case. */
  public <E extends Enum<E>> @Nullable String choice(
      String name, E[] values, java.util.function.Function<E, String> id) {
    return choice(name, Arrays.stream(values).map(id).toList());
  }

  /** A day, from its first instant in UTC, or a time; null where it is absent. */
  public @Nullable Instant instant(String name) {
    String text = text(name);
    if (text == null) {
      return null;
    }
    try {
      return text.contains("T")
          ? OffsetDateTime.parse(text).toInstant()
          : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeException e) {
      problems.add(name, "must be a day such as 2026-01-01, or a time such as 2026-01-01T06:00Z");
      return null;
    }
  }

  public void problem(String name, String message) {
    problems.add(name, message);
  }

  /** Refuses the request where something was wrong with its parameters. */
  public void end() {
    ctx.queryParamMap().keySet().stream()
        .filter(name -> !known.contains(name))
        .forEach(name -> problems.unknown(name, known));
    problems.throwIfAny("the address");
  }
}
