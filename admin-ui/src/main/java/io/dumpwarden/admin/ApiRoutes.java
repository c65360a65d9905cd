package io.dumpwarden.admin;

import io.dumpwarden.admin.route.RouteGroup;
import io.dumpwarden.admin.route.Routes;

/** The REST API: each resource is a class of {@code api}. */
public final class ApiRoutes implements RouteGroup {

  private final AdminServices services;

  public ApiRoutes(AdminServices services) {
    this.services = services;
  }

  @Override
  public void addTo(Routes routes) {
    // one line for each resource
  }
}
