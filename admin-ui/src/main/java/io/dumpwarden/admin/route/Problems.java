package io.dumpwarden.admin.route;

import io.dumpwarden.access.InvalidFieldsException;
import io.dumpwarden.config.InvalidConfigException;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.form.RowForm;
import io.dumpwarden.form.RowForms;
import io.javalin.http.HttpStatus;

/** What failures of the domain are to those who called. */
public final class Problems {

  private Problems() {}

  public static Problem of(DumpwardenException e) {
    Problem problem =
        Problem.of(status(e).getCode(), String.valueOf(e.getMessage()))
            .because(e.code().code(), e.hint());
    if (e instanceof InvalidConfigException invalid) {
      RowForm form = RowForms.of(invalid.row().kind());
      return problem.about(
          invalid.problems().stream()
              .map(each -> new Problem.Field(form.jsonName(each.field()), each.message()))
              .toList());
    }
    if (e instanceof InvalidFieldsException invalid) {
      return problem.about(
          invalid.problems().stream()
              .map(each -> new Problem.Field(each.field(), each.message()))
              .toList());
    }
    return problem;
  }

  private static HttpStatus status(DumpwardenException e) {
    return switch (e.code()) {
      case NOT_FOUND -> HttpStatus.NOT_FOUND;
      case CONFIG_INVALID, RESTORE_REFUSED, SCRATCH_REFUSED, NO_DATABASES ->
          HttpStatus.UNPROCESSABLE_CONTENT;
      case CONFIG_CONFLICT, ALREADY_EXISTS, TARGET_NOT_EMPTY, TARGET_CHANGED, NO_GOOD_COPY ->
          HttpStatus.CONFLICT;
      case METADATA_UNAVAILABLE, BUSY -> HttpStatus.SERVICE_UNAVAILABLE;
      case INTERNAL -> HttpStatus.INTERNAL_SERVER_ERROR;
      default -> HttpStatus.BAD_GATEWAY;
    };
  }
}
