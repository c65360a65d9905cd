package io.dumpwarden.admin;

import io.dumpwarden.admin.AdminServices.Desks;
import io.dumpwarden.admin.AdminServices.History;
import io.dumpwarden.admin.api.AuditApi;
import io.dumpwarden.admin.api.BackupApi;
import io.dumpwarden.admin.api.ChannelApi;
import io.dumpwarden.admin.api.DownloadApi;
import io.dumpwarden.admin.api.DrillApi;
import io.dumpwarden.admin.api.DumpOptionApi;
import io.dumpwarden.admin.api.KeyApi;
import io.dumpwarden.admin.api.NotificationApi;
import io.dumpwarden.admin.api.NotificationRuleApi;
import io.dumpwarden.admin.api.OpenApiDocument;
import io.dumpwarden.admin.api.ReportApi;
import io.dumpwarden.admin.api.RestoreApi;
import io.dumpwarden.admin.api.RetentionApi;
import io.dumpwarden.admin.api.RowSource;
import io.dumpwarden.admin.api.RunApi;
import io.dumpwarden.admin.api.ScheduleApi;
import io.dumpwarden.admin.api.ServerApi;
import io.dumpwarden.admin.api.SessionApi;
import io.dumpwarden.admin.api.SessionListApi;
import io.dumpwarden.admin.api.SettingApi;
import io.dumpwarden.admin.api.StatisticsApi;
import io.dumpwarden.admin.api.StorageApi;
import io.dumpwarden.admin.api.SystemApi;
import io.dumpwarden.admin.api.TokenApi;
import io.dumpwarden.admin.api.UserApi;
import io.dumpwarden.admin.auth.SignIn;
import io.dumpwarden.admin.live.LiveFeeds;
import io.dumpwarden.admin.route.RouteGroup;
import io.dumpwarden.admin.route.Routes;
import java.time.InstantSource;

/** The REST API: each resource is a class of {@code api}. */
public final class ApiRoutes implements RouteGroup {

  private final AdminServices services;
  private final LiveFeeds live;

  public ApiRoutes(AdminServices services, LiveFeeds live) {
    this.services = services;
    this.live = live;
  }

  @Override
  public void addTo(Routes routes) {
    addConfiguration(routes);
    addHistory(routes);
    addPeople(routes);
    new OpenApiDocument().addTo(routes);
  }

  private void addConfiguration(Routes routes) {
    RowSource configuration = rows();
    Desks desks = services.desks();
    InstantSource clock = services.clock();
    // one line for each resource
    new ServerApi(configuration, desks.rows(), desks.checks(), clock).addTo(routes);
    new StorageApi(configuration, desks.rows(), desks.checks(), clock).addTo(routes);
    new ScheduleApi(configuration, desks.rows(), desks.checks(), clock).addTo(routes);
    new RetentionApi(retentionParts(), clock).addTo(routes);
    new SettingApi(configuration, desks.rows()).addTo(routes);
    new KeyApi(configuration, desks.rows(), clock).addTo(routes);
    new ChannelApi(configuration, desks.rows(), desks.checks(), clock).addTo(routes);
    new NotificationRuleApi(configuration, desks.rows(), clock).addTo(routes);
    new DumpOptionApi().addTo(routes);
    new AuditApi(services.history().audit(), clock).addTo(routes);
    new SystemApi(desks.system(), configuration).addTo(routes);
  }

  private RowSource rows() {
    AdminServices.Configuration configuration = services.configuration();
    return new RowSource(configuration.rows(), configuration.states(), configuration.snapshots());
  }

  private RetentionApi.Parts retentionParts() {
    return new RetentionApi.Parts(
        rows(), services.desks().rows(), services.desks().retention().asked());
  }

  private void addHistory(Routes routes) {
    Desks desks = services.desks();
    History history = services.history();
    // one line for each resource
    new RunApi(history.runs(), desks.runs(), live).addTo(routes);
    new BackupApi(history.backups(), byHand()).addTo(routes);
    new DownloadApi(desks.downloads()).addTo(routes);
    new RestoreApi(history.restores(), desks.restores(), live).addTo(routes);
    new DrillApi(history.drills(), desks.proofs(), live).addTo(routes);
    new StatisticsApi(history.statistics()).addTo(routes);
    new ReportApi(history.reports()).addTo(routes);
    new NotificationApi(history.notifications()).addTo(routes);
  }

  private BackupApi.ByHand byHand() {
    Desks desks = services.desks();
    return new BackupApi.ByHand(
        desks.proofs(),
        desks.retention().deletion(),
        desks.retention().pins(),
        desks.retention().acceptance());
  }

  private void addPeople(Routes routes) {
    AdminServices.People people = services.people();
    SignIn signIn = new SignIn(people.logins(), people.ownPassword());
    // one line for each resource
    new SessionApi(signIn, services.clock()).addTo(routes);
    new SessionListApi(people.sessions(), people.users(), signIn).addTo(routes);
    new UserApi(people.users()).addTo(routes);
    new TokenApi(people.tokens()).addTo(routes);
  }
}
