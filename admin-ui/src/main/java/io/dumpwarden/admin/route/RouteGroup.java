package io.dumpwarden.admin.route;

/** The routes of one resource or one part of the menu. */
public interface RouteGroup {

  void addTo(Routes routes);
}
