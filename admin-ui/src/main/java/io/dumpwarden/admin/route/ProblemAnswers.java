package io.dumpwarden.admin;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells every failure as a {@link Problem}; what was not expected goes to the log, and not to the
 * caller.
 */
final class ProblemAnswers {

  private static final Logger LOG = LoggerFactory.getLogger(ProblemAnswers.class);

  private ProblemAnswers() {}

  static void addTo(RoutesConfig routes) {
    routes.exception(HttpResponseException.class, ProblemAnswers::answer);
    routes.exception(Exception.class, ProblemAnswers::unexpected);
  }

  private static void answer(HttpResponseException e, Context ctx) {
    HttpStatus status = HttpStatus.forStatus(e.getStatus());
    if (status == HttpStatus.METHOD_NOT_ALLOWED) {
      String allowed = e.getDetails().getOrDefault("availableMethods", "GET, HEAD");
      ctx.header("Allow", allowed);
    }
    Problem.of(e.getStatus(), detail(status)).answer(ctx);
  }

  private static String detail(HttpStatus status) {
    return switch (status) {
      case NOT_FOUND -> "there is nothing at this address";
      case METHOD_NOT_ALLOWED -> "this address does not take that method";
      default -> status.getMessage();
    };
  }

  private static void unexpected(Exception e, Context ctx) {
    LOG.error("answering {} {} failed", ctx.method(), ctx.path(), e);
    Problem.of(HttpStatus.INTERNAL_SERVER_ERROR.getCode(), "read the daemon's log").answer(ctx);
  }
}
