package io.dumpwarden.admin.route;

import io.javalin.http.HttpStatus;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One range of bytes, as RFC 9110 has it.
 *
 * @param to the last byte
 */
public record ByteRange(long from, long to) {

  private static final Pattern FORM = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

  /**
   * Reads the header {@code Range}; empty where it is absent, or asks for several ranges, or is of
   * no known form: the whole file is answered then, as the standard allows.
   *
   * @throws ProblemException 416 where the file has no such bytes
   */
  public static Optional<ByteRange> of(@Nullable String header, long bytes) {
    Matcher form = FORM.matcher(header == null ? "" : header.strip());
    if (!form.matches() || form.group(1).isEmpty() && form.group(2).isEmpty()) {
      return Optional.empty();
    }
    if (form.group(1).isEmpty()) {
      long last = Math.min(bytes, Long.parseLong(form.group(2)));
      return Optional.of(checked(bytes - last, bytes - 1, bytes));
    }
    long from = Long.parseLong(form.group(1));
    long to = form.group(2).isEmpty() ? bytes - 1 : Long.parseLong(form.group(2));
    return to < from && from < bytes
        ? Optional.empty()
        : Optional.of(checked(from, Math.min(to, bytes - 1), bytes));
  }

  private static ByteRange checked(long from, long to, long bytes) {
    if (from >= bytes || to < from) {
      throw new ProblemException(
          Problem.of(
                  HttpStatus.RANGE_NOT_SATISFIABLE.getCode(),
                  "the file has %d bytes".formatted(bytes))
              .because("range", "ask for bytes from 0 to " + (bytes - 1)));
    }
    return new ByteRange(from, to);
  }

  public long length() {
    return to - from + 1;
  }
}
