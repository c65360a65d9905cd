package io.dumpwarden.error;

import org.jspecify.annotations.Nullable;

/**
 * A failure from the catalogue. The message is for operators: lower-case, without a final stop, and
 * free of secrets.
 */
public class DumpwardenException extends RuntimeException {

  private final ErrorCode code;
  private final String hint;

  public DumpwardenException(ErrorCode code, String message) {
    this(code, message, code.hint(), null);
  }

  public DumpwardenException(ErrorCode code, String message, @Nullable Throwable cause) {
    this(code, message, code.hint(), cause);
  }

  public DumpwardenException(
      ErrorCode code, String message, String hint, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
    this.hint = hint;
  }

  public ErrorCode code() {
    return code;
  }

  /** What the operator can do. */
  public String hint() {
    return hint;
  }
}
