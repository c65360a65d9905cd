package io.dumpwarden.admin;

import io.dumpwarden.admin.api.SessionApi;
import io.dumpwarden.admin.api.SessionListApi;
import io.dumpwarden.admin.api.TokenApi;
import io.dumpwarden.admin.api.UserApi;
import io.dumpwarden.admin.auth.SignIn;
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
    AdminServices.People people = services.people();
    SignIn signIn = new SignIn(people.logins(), people.ownPassword());
    // one line for each resource
    new SessionApi(signIn, services.clock()).addTo(routes);
    new SessionListApi(people.sessions(), people.users()).addTo(routes);
    new UserApi(people.users()).addTo(routes);
    new TokenApi(people.tokens()).addTo(routes);
  }
}
