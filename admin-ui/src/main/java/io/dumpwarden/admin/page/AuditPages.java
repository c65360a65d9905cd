package io.dumpwarden.admin.page;

import io.dumpwarden.access.AuditFilter;
import io.dumpwarden.access.AuditLog;
import io.dumpwarden.access.AuditRecord;
import io.dumpwarden.admin.page.AuditPage.Change;
import io.dumpwarden.admin.page.AuditPage.Entry;
import io.dumpwarden.admin.page.Frame.Menu;
import io.dumpwarden.admin.route.Access;
import io.dumpwarden.admin.route.RouteGroup;
import io.dumpwarden.admin.route.Routes;
import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.config.RowRef;
import io.dumpwarden.view.AuditView;
import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The audit trail: who did what, and what it changed. */
public final class AuditPages implements RouteGroup {

  private static final int PAGE = 50;
  private static final List<String> PARAMETERS =
      List.of("actor", "channel", "kind", "key", "action", "from", "until", "before");

  private final Pages pages;
  private final AuditLog log;

  public AuditPages(Pages pages, AuditLog log) {
    this.pages = pages;
    this.log = log;
  }

  @Override
  public void addTo(Routes routes) {
    routes.get("/audit", Access.ADMIN, this::show);
  }

  private void show(Context ctx) {
    Map<String, String> query = new LinkedHashMap<>();
    for (String name : PARAMETERS) {
      query.put(name, Objects.requireNonNullElse(ctx.queryParam(name), "").strip());
    }
    Map<String, String> errors = new LinkedHashMap<>();
    AuditFilter filter = filter(query, errors);
    Long before = before(query, errors);
    List<AuditRecord> found = errors.isEmpty() ? log.list(filter, before, PAGE + 1) : List.of();
    List<Entry> shown = found.stream().limit(PAGE).map(AuditPages::entry).toList();
    String next = found.size() > PAGE ? older(query, shown.get(PAGE - 1).view().id()) : null;
    ctx.status(errors.isEmpty() ? 200 : 422);
    AuditPage model = new AuditPage(query, errors, shown, next);
    pages.show(ctx, "page/audit.jte", Menu.AUDIT, "Audit", model);
  }

  private static AuditFilter filter(Map<String, String> query, Map<String, String> errors) {
    return new AuditFilter(
        text(query, "actor"),
        text(query, "channel"),
        text(query, "kind"),
        text(query, "key"),
        text(query, "action"),
        instant(query, "from", 0, errors),
        instant(query, "until", 1, errors));
  }

  private static @Nullable String text(Map<String, String> query, String name) {
    String text = query.getOrDefault(name, "");
    return text.isEmpty() ? null : text;
  }

  /**
   * @param days added to a day that is given without a time: the last day counts too
   */
  private static @Nullable Instant instant(
      Map<String, String> query, String name, int days, Map<String, String> errors) {
    String text = query.getOrDefault(name, "");
    if (text.isEmpty()) {
      return null;
    }
    try {
      return text.contains("T")
          ? OffsetDateTime.parse(text).toInstant()
          : LocalDate.parse(text).plusDays(days).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeException e) {
      errors.put(name, "must be a day such as 2026-01-31");
      return null;
    }
  }

  private static @Nullable Long before(Map<String, String> query, Map<String, String> errors) {
    String text = query.getOrDefault("before", "");
    if (text.isEmpty()) {
      return null;
    }
    if (!text.matches("\\d{1,18}")) {
      errors.put("before", "must be the id of an entry");
      return null;
    }
    return Long.valueOf(text);
  }

  private static String older(Map<String, String> query, long last) {
    Links links = Links.to("/audit");
    for (String name : PARAMETERS) {
      links =
          links.with(
              name, name.equals("before") ? String.valueOf(last) : query.getOrDefault(name, ""));
    }
    return links.text();
  }

  private static Entry entry(AuditRecord record) {
    AuditView view = AuditView.of(record);
    return new Entry(view, address(view).orElse(null), changes(view));
  }

  private static Optional<String> address(AuditView view) {
    if (view.action().equals("remove") || view.action().equals("delete")) {
      return Optional.empty();
    }
    Optional<ConfigKind> kind =
        Arrays.stream(ConfigKind.values()).filter(k -> k.table().equals(view.kind())).findFirst();
    return kind.isPresent()
        ? kind.map(k -> SystemPages.address(new RowRef(k, view.key())))
        : switch (view.kind()) {
          case "backup" -> Optional.of(Links.of("/backups", view.key()));
          case "run" -> Optional.of(Links.of("/runs", view.key()));
          case "drill" -> Optional.of(Links.of("/drills", view.key()));
          case "user", "token" -> Optional.of("/users");
          default -> Optional.empty();
        };
  }

  private static List<Change> changes(AuditView view) {
    TreeSet<String> fields = new TreeSet<>(view.before().keySet());
    fields.addAll(view.after().keySet());
    return fields.stream()
        .map(field -> new Change(field, said(view.before(), field), said(view.after(), field)))
        .filter(change -> !Objects.equals(change.before(), change.after()))
        .toList();
  }

  private static @Nullable String said(Map<String, @Nullable String> fields, String field) {
    String text = fields.get(field);
    return text == null || text.isEmpty() ? null : text;
  }
}
