package io.dumpwarden.admin.page;

import io.dumpwarden.admin.desk.ProofDesk;
import io.dumpwarden.admin.route.Access;
import io.dumpwarden.admin.route.Caller;
import io.dumpwarden.admin.route.Problem;
import io.dumpwarden.admin.route.ProblemException;
import io.dumpwarden.admin.route.RouteGroup;
import io.dumpwarden.admin.route.Routes;
import io.dumpwarden.anomaly.Acceptance;
import io.dumpwarden.retention.BackupPins;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;

/** What people do with a backup and takes nothing away: verify, drill, pin, accept. */
public final class BackupActions implements RouteGroup {

  private final ProofDesk proofs;
  private final BackupPins pins;
  private final Acceptance acceptance;

  public BackupActions(ProofDesk proofs, BackupPins pins, Acceptance acceptance) {
    this.proofs = proofs;
    this.pins = pins;
    this.acceptance = acceptance;
  }

  @Override
  public void addTo(Routes routes) {
    routes.post("/backups/{id}/verify", Access.OPERATOR, this::verify);
    routes.post("/backups/{id}/drill", Access.OPERATOR, this::drill);
    routes.post("/backups/{id}/pin", Access.OPERATOR, this::pin);
    routes.post("/backups/{id}/unpin", Access.OPERATOR, this::unpin);
    routes.post("/backups/{id}/accept", Access.OPERATOR, this::accept);
  }

  private void verify(Context ctx) {
    String id = ctx.pathParam("id");
    String how = ctx.formParam("how");
    if (how == null || !List.of("quick", "deep", "repair").contains(how)) {
      throw wrong("how", "write quick, deep or repair");
    }
    proofs.verify(
        id,
        HistoryQuery.given(ctx.formParam("storage")),
        how.equals("quick"),
        how.equals("repair"),
        Caller.of(ctx));
    Pages.done(ctx, page(id), "Verification has begun: the copies show what it finds");
  }

  private void drill(Context ctx) {
    String drill =
        proofs.drill(
            ctx.pathParam("id"), HistoryQuery.given(ctx.formParam("scratch")), Caller.of(ctx));
    Pages.done(ctx, HistoryLinks.to("/drills", drill), "The drill has begun");
  }

  private void pin(Context ctx) {
    String id = ctx.pathParam("id");
    pins.pin(id, Caller.of(ctx).actor());
    Pages.done(ctx, page(id), "Pinned: retention and deletion leave it alone");
  }

  private void unpin(Context ctx) {
    String id = ctx.pathParam("id");
    pins.unpin(id, Caller.of(ctx).actor());
    Pages.done(ctx, page(id), "Unpinned: retention decides about it again");
  }

  private void accept(Context ctx) {
    String id = ctx.pathParam("id");
    acceptance.accept(id, Caller.of(ctx).actor());
    Pages.done(ctx, page(id), "Accepted: later backups are compared with this one");
  }

  private static String page(String id) {
    return HistoryLinks.to("/backups", id);
  }

  /** A form that no page of ours sends. */
  static ProblemException wrong(String field, String message) {
    return new ProblemException(
        Problem.of(HttpStatus.UNPROCESSABLE_CONTENT.getCode(), "%s: %s".formatted(field, message))
            .because("config-invalid", null)
            .about(List.of(new Problem.Field(field, message))));
  }
}
