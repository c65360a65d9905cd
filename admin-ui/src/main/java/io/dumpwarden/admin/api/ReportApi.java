package io.dumpwarden.admin.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.dumpwarden.admin.route.Access;
import io.dumpwarden.admin.route.AnswerJson;
import io.dumpwarden.admin.route.QueryFields;
import io.dumpwarden.admin.route.RouteGroup;
import io.dumpwarden.admin.route.Routes;
import io.dumpwarden.report.EvidenceReport;
import io.dumpwarden.report.ReportScope;
import io.dumpwarden.view.ReportJson;
import io.javalin.http.Context;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Evidence of what was done in a span of time. */
public final class ReportApi implements RouteGroup {

  private final Function<ReportScope, EvidenceReport> reports;

  public ReportApi(Function<ReportScope, EvidenceReport> reports) {
    this.reports = reports;
  }

  @Override
  public void addTo(Routes routes) {
    routes.get(Histories.API + "/report", Access.VIEWER, this::report);
  }

  private void report(Context ctx) throws IOException {
    EvidenceReport report = reports.apply(scope(ctx));
    ctx.contentType("application/json");
    Writer out =
        new BufferedWriter(new OutputStreamWriter(ctx.outputStream(), StandardCharsets.UTF_8));
    ReportJson.write(
        report,
        AnswerJson.MAPPER.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET));
    out.flush();
  }

  private static ReportScope scope(Context ctx) {
    QueryFields query = new QueryFields(ctx);
    @Nullable Instant from = query.instant("from");
    @Nullable Instant to = query.instant("to");
    @Nullable String server = query.text("server");
    if (query.text("from") == null) {
      query.problem("from", "is required");
    }
    if (query.text("to") == null) {
      query.problem("to", "is required");
    }
    if (from != null && to != null && !from.isBefore(to)) {
      query.problem("to", "must be after from");
    }
    query.end();
    return new ReportScope(Objects.requireNonNull(from), Objects.requireNonNull(to), server);
  }
}
