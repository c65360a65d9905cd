package io.dumpwarden.admin;

import io.dumpwarden.admin.auth.Callers;
import io.dumpwarden.admin.auth.SignIn;
import io.dumpwarden.admin.page.AccountPages;
import io.dumpwarden.admin.page.AuditPages;
import io.dumpwarden.admin.page.ChannelPages;
import io.dumpwarden.admin.page.DashboardPages;
import io.dumpwarden.admin.page.DumpOptionPages;
import io.dumpwarden.admin.page.KeyPages;
import io.dumpwarden.admin.page.LoginPages;
import io.dumpwarden.admin.page.NotificationPages;
import io.dumpwarden.admin.page.NotificationRulePages;
import io.dumpwarden.admin.page.Pages;
import io.dumpwarden.admin.page.RetentionPages;
import io.dumpwarden.admin.page.RowAccess;
import io.dumpwarden.admin.page.ScheduleEditorPages;
import io.dumpwarden.admin.page.SchedulePages;
import io.dumpwarden.admin.page.ScheduleSources;
import io.dumpwarden.admin.page.ServerPages;
import io.dumpwarden.admin.page.StorageFigures;
import io.dumpwarden.admin.page.StoragePages;
import io.dumpwarden.admin.page.SystemPages;
import io.dumpwarden.admin.page.TokenPages;
import io.dumpwarden.admin.page.UserPages;
import io.dumpwarden.admin.route.RouteGroup;
import io.dumpwarden.admin.route.Routes;

/** The pages: each part of the menu is a class of {@code page}. */
public final class PageRoutes implements RouteGroup {

  private final AdminServices services;
  private final Pages pages;
  private final Callers callers;

  public PageRoutes(AdminServices services, Pages pages, Callers callers) {
    this.services = services;
    this.pages = pages;
    this.callers = callers;
  }

  @Override
  public void addTo(Routes routes) {
    AdminServices.People people = services.people();
    SignIn signIn = new SignIn(people.logins(), people.ownPassword());
    // one line for each part of the menu
    new DashboardPages(
            pages,
            services.history().statistics(),
            services.history().runs(),
            services.history().restores())
        .addTo(routes);
    new LoginPages(pages, callers, signIn, services.clock()).addTo(routes);
    new AccountPages(pages, signIn, people.sessions(), people.users()).addTo(routes);
    new UserPages(pages, people.users()).addTo(routes);
    new TokenPages(pages, people.users(), people.tokens()).addTo(routes);
    RowAccess rows = rows(services.configuration());
    ScheduleSources schedules = schedules(rows);
    addConfiguration(routes, rows);
    new ScheduleEditorPages(pages, schedules).addTo(routes);
    new SchedulePages(pages, schedules).addTo(routes);
    new RetentionPages(pages, schedules).addTo(routes);
    HistoryPages.of(services, pages).forEach(group -> group.addTo(routes));
  }

  private void addConfiguration(Routes routes, RowAccess rows) {
    AdminServices.History history = services.history();
    AdminServices.Desks desks = services.desks();
    StorageFigures figures = new StorageFigures(history.storages(), history.summary());
    new ServerPages(pages, rows, history.runs(), history.servers(), desks.checks()).addTo(routes);
    new StoragePages(pages, rows, desks.rows(), desks.checks(), figures).addTo(routes);
    new NotificationPages(pages, rows, history.notifications()).addTo(routes);
    new ChannelPages(pages, rows, desks.checks(), history.notifications()).addTo(routes);
    new NotificationRulePages(pages, rows, history.notifications()).addTo(routes);
    new DumpOptionPages(pages, rows, desks.rows(), desks.checks()).addTo(routes);
    new KeyPages(pages, rows, desks.rows()).addTo(routes);
    new SystemPages(pages, rows, desks.rows(), desks.system()).addTo(routes);
    new AuditPages(pages, history.audit()).addTo(routes);
  }

  private ScheduleSources schedules(RowAccess rows) {
    AdminServices.Desks desks = services.desks();
    AdminServices.History history = services.history();
    return new ScheduleSources(
        rows,
        history.runs(),
        history.backups(),
        history.statistics(),
        desks.retention().asked(),
        desks.runs(),
        desks.checks(),
        services.clock());
  }

  private static RowAccess rows(AdminServices.Configuration configuration) {
    return new RowAccess(
        configuration.rows(),
        configuration.states(),
        configuration.editor(),
        configuration.snapshots());
  }
}
