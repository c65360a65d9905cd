package io.dumpwarden.admin.route;

import io.dumpwarden.backup.StorageFailures;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells every failure as a {@link Problem}; what was not expected goes to the log, and not to the
 * caller.
 */
public final class ProblemAnswers {

  private static final Logger LOG = LoggerFactory.getLogger(ProblemAnswers.class);

  private final BiConsumer<Context, Problem> answers;

  /**
   * @param answers writes a problem the way that whoever asked can read
   */
  public ProblemAnswers(BiConsumer<Context, Problem> answers) {
    this.answers = answers;
  }

  public void addTo(RoutesConfig routes) {
    routes.exception(HttpResponseException.class, this::refused);
    routes.exception(ProblemException.class, (e, ctx) -> answers.accept(ctx, e.problem()));
    routes.exception(DumpwardenException.class, this::failed);
    routes.exception(Exception.class, this::unexpected);
  }

  private void refused(HttpResponseException e, Context ctx) {
    HttpStatus status = HttpStatus.forStatus(e.getStatus());
    if (status == HttpStatus.METHOD_NOT_ALLOWED) {
      String allowed = e.getDetails().getOrDefault("availableMethods", "GET, HEAD");
      ctx.header("Allow", allowed);
    }
    answers.accept(ctx, Problem.of(e.getStatus(), detail(status)));
  }

  private static String detail(HttpStatus status) {
    return switch (status) {
      case NOT_FOUND -> "there is nothing at this address";
      case METHOD_NOT_ALLOWED -> "this address does not take that method";
      default -> status.getMessage();
    };
  }

  private void failed(DumpwardenException e, Context ctx) {
    Problem problem = Problems.of(e);
    if (problem.status() >= HttpStatus.INTERNAL_SERVER_ERROR.getCode()) {
      LOG.warn("answering {} {} failed: {}", ctx.method(), ctx.endpoint().path, e.getMessage());
    }
    answers.accept(ctx, problem);
  }

  private void unexpected(Exception e, Context ctx) {
    ErrorCode ofStorage = StorageFailures.codeOf(e).orElse(null);
    if (ofStorage != null) {
      failed(new DumpwardenException(ofStorage, String.valueOf(e.getMessage()), e), ctx);
      return;
    }
    LOG.error("answering {} {} failed", ctx.method(), ctx.endpoint().path, e);
    answers.accept(
        ctx, Problem.of(HttpStatus.INTERNAL_SERVER_ERROR.getCode(), "read the daemon's log"));
  }
}
