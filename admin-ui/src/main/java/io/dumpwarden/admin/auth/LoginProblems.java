package io.dumpwarden.admin.auth;

import io.dumpwarden.access.Logins.Result;
import io.dumpwarden.admin.route.Problem;
import io.dumpwarden.admin.route.ProblemException;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Duration;
import java.time.Instant;

/** Why a login was not taken, for programs and people. */
public final class LoginProblems {

  private LoginProblems() {}

  /** The problem; the answer then says when to try again, where that is known. */
  public static ProblemException of(Context ctx, Result result, Instant now) {
    if (result instanceof Result.Blocked blocked) {
      return new ProblemException(
          Problem.of(
                  HttpStatus.TOO_MANY_REQUESTS.getCode(),
                  "there were too many failed logins: try again in %d s"
                      .formatted(retryAfter(ctx, blocked, now)))
              .because("login-blocked", "wait, or have an admin reset the password"));
    }
    return new ProblemException(
        Problem.of(HttpStatus.UNAUTHORIZED.getCode(), "name or password is wrong")
            .because("login-refused", "check both, or have an admin reset the password"));
  }

  /** Says in the answer's head when to try again; answers the seconds. */
  public static long retryAfter(Context ctx, Result.Blocked blocked, Instant now) {
    long seconds = Math.max(1, Duration.between(now, blocked.until()).toSeconds() + 1);
    ctx.header("Retry-After", String.valueOf(seconds));
    return seconds;
  }
}
