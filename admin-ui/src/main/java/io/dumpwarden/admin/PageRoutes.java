package io.dumpwarden.admin;

import io.dumpwarden.admin.page.Pages;
import io.dumpwarden.admin.page.RowAccess;
import io.dumpwarden.admin.page.ServerPages;
import io.dumpwarden.admin.page.StorageFigures;
import io.dumpwarden.admin.page.StoragePages;
import io.dumpwarden.admin.route.RouteGroup;
import io.dumpwarden.admin.route.Routes;

/** The pages: each part of the menu is a class of {@code page}. */
public final class PageRoutes implements RouteGroup {

  private final AdminServices services;
  private final Pages pages;

  public PageRoutes(AdminServices services, Pages pages) {
    this.services = services;
    this.pages = pages;
  }

  @Override
  public void addTo(Routes routes) {
    RowAccess rows = rows(services.configuration());
    // one line for each part of the menu
    new ServerPages(
            pages,
            rows,
            services.history().runs(),
            services.history().servers(),
            services.desks().checks())
        .addTo(routes);
    new StoragePages(
            pages,
            rows,
            services.desks().rows(),
            services.desks().checks(),
            new StorageFigures(services.history().storages(), services.history().summary()))
        .addTo(routes);
  }

  private static RowAccess rows(AdminServices.Configuration configuration) {
    return new RowAccess(
        configuration.rows(),
        configuration.states(),
        configuration.editor(),
        configuration.snapshots());
  }
}
