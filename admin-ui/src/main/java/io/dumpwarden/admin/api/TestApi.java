package io.dumpwarden.admin.api;

import io.dumpwarden.access.Role;
import io.dumpwarden.admin.desk.CheckDesk;
import io.dumpwarden.admin.route.Caller;
import io.dumpwarden.admin.route.Problem;
import io.dumpwarden.admin.route.ProblemException;
import io.dumpwarden.admin.route.QueryFields;
import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.form.RowBody;
import io.dumpwarden.form.RowForm;
import io.dumpwarden.view.Findings;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;

/** Tries rows out, as they are or as they would be. */
final class TestApi {

  private final RowForm form;
  private final RowApi rows;
  private final CheckDesk checks;

  TestApi(RowForm form, RowApi rows, CheckDesk checks) {
    this.form = form;
    this.rows = rows;
    this.checks = checks;
  }

  /**
   * A row that is there; with a body, as it would be after that edit. Whoever may not edit may not
   * send the row's password to a host of their choice either.
   */
  void saved(Context ctx, String name) {
    new QueryFields(ctx).end();
    RowBody body = rows.draft(ctx, name);
    if (body.isEmpty()) {
      answer(ctx, name, checks.test(form.kind(), name));
      return;
    }
    if (!Caller.of(ctx).may(Role.ADMIN)) {
      throw new ProblemException(
          Problem.of(HttpStatus.FORBIDDEN.getCode(), "to test a changed row needs the role admin")
              .because("role-missing", "test the row as it is, without a body"));
    }
    ConfigRow row = rows.find(name);
    answer(ctx, name, checks.test(form.kind(), name, body.on(row)));
  }

  /** A row that is not there. */
  void unsaved(Context ctx) {
    new QueryFields(ctx).end();
    var changes = rows.draft(ctx, null).asNew();
    String name = String.valueOf(changes.fields().get("name"));
    answer(ctx, name, checks.test(form.kind(), "", changes));
  }

  private void answer(Context ctx, String name, Findings found) {
    ctx.json(found.json(form.noun(), name));
  }
}
