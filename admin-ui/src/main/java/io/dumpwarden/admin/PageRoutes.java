package io.dumpwarden.admin;

import io.dumpwarden.admin.auth.Callers;
import io.dumpwarden.admin.auth.SignIn;
import io.dumpwarden.admin.page.LoginPages;
import io.dumpwarden.admin.page.Pages;
import io.dumpwarden.admin.page.RetentionPages;
import io.dumpwarden.admin.page.RowAccess;
import io.dumpwarden.admin.page.ScheduleEditorPages;
import io.dumpwarden.admin.page.SchedulePages;
import io.dumpwarden.admin.page.ScheduleSources;
import io.dumpwarden.admin.page.ServerPages;
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
    RowAccess rows = rows(services.configuration());
    ScheduleSources schedules = schedules(rows);
    // one line for each part of the menu
    new LoginPages(pages, callers, signIn, services.clock()).addTo(routes);
    new ServerPages(
            pages,
            rows,
            services.history().runs(),
            services.history().servers(),
            services.desks().checks())
        .addTo(routes);
    new ScheduleEditorPages(pages, schedules).addTo(routes);
    new SchedulePages(pages, schedules).addTo(routes);
    new RetentionPages(pages, schedules).addTo(routes);
  }

  private ScheduleSources schedules(RowAccess rows) {
    AdminServices.Desks desks = services.desks();
    AdminServices.History history = services.history();
    return new ScheduleSources(
        rows,
        history.runs(),
        history.backups(),
        history.audit(),
        history.statistics(),
        desks.retention().runner(),
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
