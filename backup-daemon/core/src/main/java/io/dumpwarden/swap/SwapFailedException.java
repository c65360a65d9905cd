package io.dumpwarden.swap;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import org.jspecify.annotations.Nullable;

/** A replacement that did not come about; its outcome says which data is in place. */
public final class SwapFailedException extends DumpwardenException {

  private final transient SwapOutcome outcome;

  SwapFailedException(ErrorCode code, SwapOutcome outcome, @Nullable Throwable cause) {
    super(code, outcome.message(), cause);
    this.outcome = outcome;
  }

  public SwapOutcome outcome() {
    return outcome;
  }
}
