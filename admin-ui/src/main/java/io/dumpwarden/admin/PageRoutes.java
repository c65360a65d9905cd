package io.dumpwarden.admin;

import io.dumpwarden.admin.page.Pages;
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
    // one line for each part of the menu
    HistoryPages.of(services, pages).forEach(group -> group.addTo(routes));
  }
}
