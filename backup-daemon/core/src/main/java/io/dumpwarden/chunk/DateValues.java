package io.dumpwarden.chunk;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Dates, with or without time of day, in the session's zone, which is UTC. Zero and partial dates
 * ({@code 2020-00-00}) may be among the rows, but are no boundaries: servers differ about them.
 *
 * @param earliest that the type holds besides zero
 */
record DateValues(LocalDateTime earliest) implements KeyValues {

  private static final String MIDNIGHT = " 00:00:00";

  static DateValues of(String type) {
    return new DateValues(
        type.equals("timestamp")
            ? LocalDateTime.of(1970, 1, 1, 0, 0, 1)
            : LocalDateTime.of(1000, 1, 1, 0, 0));
  }

  @Override
  public String reading(String quotedColumn) {
    return "CAST(" + quotedColumn + " AS CHAR)";
  }

  @Override
  public String literal(String value) {
    return "'" + value + "'";
  }

  /** Texts of one length, so that they compare as the moments do. */
  @Override
  public List<String> between(String min, String max, double fraction) {
    LocalDateTime low = moment(min).orElse(earliest);
    return moment(max)
        .map(high -> shaped(step(low, high, fraction), max))
        .filter(value -> value.compareTo(min) > 0 && value.compareTo(max) <= 0)
        .map(List::of)
        .orElse(isComparable(max) ? List.of(max) : List.of());
  }

  private static LocalDateTime step(LocalDateTime low, LocalDateTime high, double fraction) {
    long micros = ChronoUnit.MICROS.between(low, high);
    return micros < 1
        ? high
        : low.plus(
            IntegerValues.between(BigInteger.ZERO, BigInteger.valueOf(micros), fraction)
                .longValueExact(),
            ChronoUnit.MICROS);
  }

  private static String shaped(LocalDateTime moment, String like) {
    String full =
        "%04d-%02d-%02d %02d:%02d:%02d.%06d"
            .formatted(
                moment.getYear(),
                moment.getMonthValue(),
                moment.getDayOfMonth(),
                moment.getHour(),
                moment.getMinute(),
                moment.getSecond(),
                moment.getNano() / 1000);
    return full.substring(0, Math.min(like.length(), full.length()));
  }

  @Override
  public boolean isComparable(String value) {
    return moment(value).isPresent();
  }

  private Optional<LocalDateTime> moment(String value) {
    String full = value.length() == 10 ? value + MIDNIGHT : value;
    try {
      LocalDateTime moment = LocalDateTime.parse(full.replace(' ', 'T'));
      return moment.isBefore(earliest) ? Optional.empty() : Optional.of(moment);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  @Override
  public boolean exact() {
    return true;
  }
}
