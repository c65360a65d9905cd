package io.dumpwarden.admin.route;

import io.dumpwarden.config.InvalidConfigException;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.form.RowForms;
import io.javalin.http.HttpStatus;

/** What failures of the domain are to those who called. */
public final class Problems {

  private Problems() {}

  public static Problem of(DumpwardenException e) {
    Problem problem =
        Problem.of(status(e).getCode(), String.valueOf(e.getMessage()))
            .because(e.code().code(), e.hint());
    return e instanceof InvalidConfigException invalid
        ? problem.about(
            invalid.problems().stream()
                .map(
                    each ->
                        new Problem.Field(
                            RowForms.of(invalid.row().kind()).jsonName(each.field()),
                            each.message()))
                .toList())
        : problem;
  }

  private static HttpStatus status(DumpwardenException e) {
    return switch (e.code()) {
      case NOT_FOUND -> HttpStatus.NOT_FOUND;
      case CONFIG_INVALID, RESTORE_REFUSED, SCRATCH_REFUSED, NO_DATABASES ->
          HttpStatus.UNPROCESSABLE_CONTENT;
      case CONFIG_CONFLICT, ALREADY_EXISTS, TARGET_NOT_EMPTY, TARGET_CHANGED -> HttpStatus.CONFLICT;
      case METADATA_UNAVAILABLE, BUSY -> HttpStatus.SERVICE_UNAVAILABLE;
      case INTERNAL -> HttpStatus.INTERNAL_SERVER_ERROR;
      default -> HttpStatus.BAD_GATEWAY;
    };
  }
}
