package io.dumpwarden.storage.s3;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.http.SdkHttpResponse;

/** What time it is for the service: its answers are dated. */
final class ServiceClock {

  private static final Logger log = LoggerFactory.getLogger(ServiceClock.class);

  private ServiceClock() {}

  /** Empty where the answer tells no date that can be read. */
  static Optional<Instant> of(SdkHttpResponse answer) {
    return answer.firstMatchingHeader("Date").flatMap(ServiceClock::parse);
  }

  private static Optional<Instant> parse(String date) {
    try {
      return Optional.of(
          ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      log.debug("no date that can be read: {}", date, e);
      return Optional.empty();
    }
  }
}
