package io.dumpwarden.run;

import io.dumpwarden.error.DumpwardenException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a run ended.
 *
 * @param errorCode null where nothing went wrong
 * @param message what happened, for people; null where all is well
 * @param retryable whether another attempt may go better
 */
public record RunEnd(
    RunStatus status,
    Instant at,
    @Nullable String errorCode,
    @Nullable String message,
    @Nullable String hint,
    boolean retryable) {

  public static RunEnd succeeded(Instant at) {
    return new RunEnd(RunStatus.SUCCEEDED, at, null, null, null, false);
  }

  public static RunEnd failed(DumpwardenException e, Instant at) {
    return of(RunStatus.FAILED, e, at);
  }

  public static RunEnd of(RunStatus status, DumpwardenException e, Instant at) {
    return new RunEnd(status, at, e.code().code(), e.getMessage(), e.hint(), e.code().retryable());
  }
}
