package io.dumpwarden.admin.api;

import io.dumpwarden.admin.desk.ProofDesk;
import io.dumpwarden.admin.route.Access;
import io.dumpwarden.admin.route.BodyFields;
import io.dumpwarden.admin.route.Caller;
import io.dumpwarden.admin.route.ListAnswer;
import io.dumpwarden.admin.route.Problem;
import io.dumpwarden.admin.route.ProblemException;
import io.dumpwarden.admin.route.QueryFields;
import io.dumpwarden.admin.route.RouteGroup;
import io.dumpwarden.admin.route.Routes;
import io.dumpwarden.anomaly.Acceptance;
import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.BackupCatalog;
import io.dumpwarden.catalog.BackupFilter;
import io.dumpwarden.catalog.BackupStatus;
import io.dumpwarden.catalog.DumpFacts;
import io.dumpwarden.config.BackupType;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.retention.BackupDeletion;
import io.dumpwarden.retention.BackupPins;
import io.dumpwarden.retention.DeletionWish;
import io.dumpwarden.view.BackupView;
import io.dumpwarden.view.DeletionView;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Backups: what was stored, whether it still is, and its end. */
public final class BackupApi implements RouteGroup {

  static final String BACKUPS = Histories.API + "/backups";
  static final String BACKUP = BACKUPS + "/{id}";
  private static final int PAGE = 50;

  /**
   * What people do to backups by hand.
   *
   * @param deletion removes copies
   * @param pins keep them
   * @param acceptance says that a backup is as it should be
   */
  public record ByHand(
      ProofDesk proofs, BackupDeletion deletion, BackupPins pins, Acceptance acceptance) {}

  private final BackupCatalog catalog;
  private final ByHand hand;

  public BackupApi(BackupCatalog catalog, ByHand hand) {
    this.catalog = catalog;
    this.hand = hand;
  }

  @Override
  public void addTo(Routes routes) {
    routes.get(BACKUPS, Access.VIEWER, this::list);
    routes.get(BACKUP, Access.VIEWER, this::show);
    routes.get(BACKUP + "/manifest", Access.VIEWER, this::manifest);
    routes.post(BACKUP + "/verify", Access.OPERATOR, this::verify);
    routes.put(BACKUP + "/pin", Access.OPERATOR, ctx -> pin(ctx, true));
    routes.post(BACKUP + "/pin", Access.OPERATOR, ctx -> pin(ctx, true));
    routes.delete(BACKUP + "/pin", Access.OPERATOR, ctx -> pin(ctx, false));
    routes.post(BACKUP + "/accept", Access.OPERATOR, this::accept);
    routes.delete(BACKUP, Access.ADMIN, this::delete);
  }

  private void list(Context ctx) {
    QueryFields query = new QueryFields(ctx);
    int limit = query.limit(PAGE);
    BackupFilter filter =
        BackupFilter.builder()
            .server(query.text("server"))
            .database(query.text("database"))
            .schedule(query.text("schedule"))
            .status(query.choice("status", BackupStatus.values(), BackupStatus::id))
            .storage(query.text("storage"))
            .type(query.choice("type", BackupType.values(), BackupType::id))
            .from(query.instant("from"))
            .until(query.instant("until"))
            .text(query.text("q"))
            .beforeId(query.text("before"))
            .limit(limit + 1)
            .build();
    query.end();
    List<BackupView> found = catalog.list(filter).stream().map(BackupView::of).toList();
    ListAnswer.page(ctx, found, limit, "before", BackupView::id);
  }

  private void show(Context ctx) {
    ListAnswer.json(ctx, BackupView.of(require(ctx)));
  }

  private Backup require(Context ctx) {
    String id = ctx.pathParam("id");
    return Histories.require(catalog.find(id), "backup", id);
  }

  private void manifest(Context ctx) {
    Backup backup = require(ctx);
    DumpFacts facts = backup.result();
    if (facts == null) {
      throw new DumpwardenException(
          ErrorCode.NOT_FOUND,
          "backup %s is %s and has no manifest".formatted(backup.id(), backup.status().id()));
    }
    ctx.contentType("application/json").result(facts.manifest());
  }

  private void verify(Context ctx) {
    BodyFields body = new BodyFields(ctx);
    @Nullable String storage = body.text("storage");
    boolean quick = body.flag("quick", false);
    boolean repair = body.flag("repair", true);
    body.end("the verification");
    Backup backup = require(ctx);
    hand.proofs().verify(backup.id(), storage, quick, repair, Caller.of(ctx));
    Histories.accepted(ctx, BACKUPS + "/" + backup.id(), BackupView.of(backup));
  }

  private void pin(Context ctx, boolean pin) {
    String id = require(ctx).id();
    if (pin) {
      hand.pins().pin(id, Caller.of(ctx).actor());
    } else {
      hand.pins().unpin(id, Caller.of(ctx).actor());
    }
    ctx.json(BackupView.of(require(ctx)));
  }

  private void accept(Context ctx) {
    hand.acceptance().accept(require(ctx).id(), Caller.of(ctx).actor());
    ctx.json(BackupView.of(require(ctx)));
  }

  private void delete(Context ctx) {
    QueryFields query = new QueryFields(ctx);
    @Nullable String storage = query.text("storage");
    boolean force = query.flag("force");
    boolean dryRun = query.flag("dryRun");
    query.end();
    DeletionWish wish = new DeletionWish(List.of(ctx.pathParam("id")), storage, force);
    if (dryRun) {
      ctx.json(DeletionView.of(hand.deletion().plan(wish)));
      return;
    }
    List<DeletionView> done = DeletionView.of(hand.deletion().delete(wish, Caller.of(ctx).actor()));
    if (!done.isEmpty() && done.stream().noneMatch(DeletionView::deleted)) {
      throw nothingDeleted(done);
    }
    ctx.json(done);
  }

  private static ProblemException nothingDeleted(List<DeletionView> views) {
    return new ProblemException(
        Problem.of(HttpStatus.CONFLICT.getCode(), "no copy was deleted: " + views.get(0).reason())
            .because("not-deleted", "see each copy's reason")
            .withCurrent(views));
  }
}
