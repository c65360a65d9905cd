package io.dumpwarden.preflight;

import io.dumpwarden.error.DumpwardenException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What one check found.
 *
 * @param check what was looked at: {@code tls}, {@code database shop}
 * @param hint what to do; null where there is nothing to do
 */
public record Finding(String check, Result result, String message, @Nullable String hint) {

  /** How a check ended. */
  public enum Result {
    OK,
    /** A backup can be made, but lacks something or may. */
    WARNING,
    /** No backup can be made. */
    ERROR;

    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public boolean isOk() {
    return result == Result.OK;
  }

  /** In one line, for logs and manifests. */
  public String line() {
    return check + ": " + message + (hint == null ? "" : "; " + hint);
  }

  static Finding ok(String check, String message) {
    return new Finding(check, Result.OK, message, null);
  }

  /** Nothing is wrong, but more could be known. */
  static Finding unknown(String check, String message, String hint) {
    return new Finding(check, Result.OK, message, hint);
  }

  static Finding warning(String check, String message, String hint) {
    return new Finding(check, Result.WARNING, message, hint);
  }

  static Finding error(String check, DumpwardenException e) {
    String message = "%s (%s)".formatted(e.getMessage(), e.code().code());
    return new Finding(check, Result.ERROR, message, e.hint());
  }
}
