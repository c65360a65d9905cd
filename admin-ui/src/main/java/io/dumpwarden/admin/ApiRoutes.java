package io.dumpwarden.admin;

import io.dumpwarden.admin.api.AuditApi;
import io.dumpwarden.admin.api.DumpOptionApi;
import io.dumpwarden.admin.api.KeyApi;
import io.dumpwarden.admin.api.RetentionApi;
import io.dumpwarden.admin.api.ScheduleApi;
import io.dumpwarden.admin.api.ServerApi;
import io.dumpwarden.admin.api.SettingApi;
import io.dumpwarden.admin.api.StorageApi;
import io.dumpwarden.admin.api.SystemApi;
import io.dumpwarden.admin.route.RouteGroup;
import io.dumpwarden.admin.route.Routes;
import java.time.InstantSource;

/** The REST API: each resource is a class of {@code api}. */
public final class ApiRoutes implements RouteGroup {

  private final AdminServices services;

  public ApiRoutes(AdminServices services) {
    this.services = services;
  }

  @Override
  public void addTo(Routes routes) {
    AdminServices.Configuration configuration = services.configuration();
    AdminServices.Desks desks = services.desks();
    InstantSource clock = services.clock();
    // one line for each resource
    new ServerApi(configuration, desks.rows(), desks.checks(), clock).addTo(routes);
    new StorageApi(configuration, desks.rows(), desks.checks(), clock).addTo(routes);
    new ScheduleApi(configuration, desks.rows(), desks.checks(), clock).addTo(routes);
    new RetentionApi(retentionParts(), clock).addTo(routes);
    new SettingApi(configuration, desks.rows()).addTo(routes);
    new KeyApi(configuration, desks.rows(), clock).addTo(routes);
    new DumpOptionApi().addTo(routes);
    new AuditApi(services.history().audit(), clock).addTo(routes);
    new SystemApi(desks.system(), configuration).addTo(routes);
  }

  private RetentionApi.Parts retentionParts() {
    return new RetentionApi.Parts(
        services.configuration(),
        services.desks().rows(),
        services.desks().retention().runner(),
        services.history().audit());
  }
}
