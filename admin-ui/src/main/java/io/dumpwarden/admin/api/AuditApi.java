package io.dumpwarden.admin.api;

import io.dumpwarden.access.AuditFilter;
import io.dumpwarden.access.AuditLog;
import io.dumpwarden.admin.route.Access;
import io.dumpwarden.admin.route.Caller;
import io.dumpwarden.admin.route.ListAnswer;
import io.dumpwarden.admin.route.QueryFields;
import io.dumpwarden.admin.route.RouteGroup;
import io.dumpwarden.admin.route.Routes;
import io.dumpwarden.view.AuditExport;
import io.dumpwarden.view.AuditExport.Format;
import io.dumpwarden.view.AuditView;
import io.javalin.http.Context;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code audit}: who did what, to read and to take away. */
public final class AuditApi implements RouteGroup {

  private static final int STANDARD_LIMIT = 50;

  private final AuditLog log;
  private final InstantSource clock;

  public AuditApi(AuditLog log, InstantSource clock) {
    this.log = log;
    this.clock = clock;
  }

  @Override
  public void addTo(Routes routes) {
    routes.get("/api/v1/audit", Access.ADMIN, this::list);
    routes.get("/api/v1/audit/export", Access.ADMIN, this::export);
  }

  private void list(Context ctx) {
    QueryFields query = new QueryFields(ctx);
    AuditFilter filter = filter(query);
    int limit = query.limit(STANDARD_LIMIT);
    Long before = id(query);
    query.end();
    List<AuditView> found =
        log.list(filter, before, limit + 1).stream().map(AuditView::of).toList();
    ListAnswer.page(ctx, found, limit, "before", view -> String.valueOf(view.id()));
  }

  /** Streamed, however long it is; the entry about it is the first one of it. */
  private void export(Context ctx) throws IOException {
    QueryFields query = new QueryFields(ctx);
    AuditFilter filter = filter(query);
    String given = query.choice("format", Format.values(), Format::id);
    query.end();
    Format format = given == null ? Format.CSV : Format.valueOf(given.toUpperCase(Locale.ROOT));
    AuditExport export = new AuditExport(log);
    export.record(filter, format, Caller.of(ctx).actor(), clock.instant());
    ctx.contentType(format == Format.CSV ? "text/csv; charset=utf-8" : "application/x-ndjson");
    ctx.header("Content-Disposition", "attachment; filename=\"audit.%s\"".formatted(format.id()));
    try (Writer out =
        new BufferedWriter(new OutputStreamWriter(ctx.outputStream(), StandardCharsets.UTF_8))) {
      export.write(filter, format, out);
    }
  }

  private static AuditFilter filter(QueryFields query) {
    return new AuditFilter(
        query.text("actor"),
        query.text("channel"),
        query.text("kind"),
        query.text("key"),
        query.text("action"),
        query.instant("from"),
        query.instant("until"));
  }

  private static @Nullable Long id(QueryFields query) {
    String text = query.text("before");
    if (text != null && !text.matches("\\d{1,18}")) {
      query.problem("before", "must be the id of an entry");
      return null;
    }
    return text == null ? null : Long.valueOf(text);
  }
}
