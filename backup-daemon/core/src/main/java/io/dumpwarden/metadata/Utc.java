package io.dumpwarden.metadata;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Instants as DATETIME(6) in UTC. They travel as text, past every notion of a time zone that the
 * driver or the session may have.
 */
final class Utc extends AbstractArgumentFactory<Instant> {

  private static final DateTimeFormatter TEXT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  Utc() {
    super(Types.VARCHAR);
  }

  @Override
  protected Argument build(Instant value, ConfigRegistry config) {
    return (position, statement, context) -> statement.setString(position, TEXT.format(value));
  }

  /**
   * As precise as the store keeps it; the engines differ in rounding, so nothing is left to round.
   */
  static Instant stored(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MICROS);
  }

  /** For a condition that takes texts; null for none. */
  static @Nullable String text(@Nullable Instant instant) {
    return instant == null ? null : TEXT.format(instant);
  }

  static Instant get(ResultSet row, String column) throws SQLException {
    return row.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC);
  }

  static @Nullable Instant find(ResultSet row, String column) throws SQLException {
    LocalDateTime value = row.getObject(column, LocalDateTime.class);
    return value == null ? null : value.toInstant(ZoneOffset.UTC);
  }
}
