package io.dumpwarden.app.command;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** A span of time that a list is narrowed to. */
final class TimeSpanOptions {

  /** A day's beginning in UTC, {@code 2026-01-01}, or a time, {@code 2026-01-01T06:00Z}. */
  static final class DayOrTime implements ITypeConverter<Instant> {

    @Override
    public Instant convert(String text) {
      try {
        return text.contains("T")
            ? OffsetDateTime.parse(text).toInstant()
            : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
      } catch (DateTimeException e) {
        throw new TypeConversionException(
            "'%s' is no date such as 2026-01-01, and no time such as 2026-01-01T06:00Z"
                .formatted(Table.harmless(text)));
      }
    }
  }

  @Option(
      names = "--from",
      paramLabel = "DATE",
      converter = DayOrTime.class,
      description = "From this day on, as 2026-01-01, or from this time on, as 2026-01-01T06:00Z.")
  private @Nullable Instant from;

  @Option(
      names = "--until",
      paramLabel = "DATE",
      converter = DayOrTime.class,
      description = "Until before this day or time.")
  private @Nullable Instant until;

  @Nullable Instant from() {
    return from;
  }

  @Nullable Instant until() {
    return until;
  }
}
