package io.dumpwarden.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dumpwarden.access.Role;
import io.dumpwarden.admin.AdminServer;
import io.dumpwarden.admin.AdminSettings;
import io.dumpwarden.admin.HealthChecks;
import io.dumpwarden.admin.api.AuditApi;
import io.dumpwarden.admin.api.ChannelApi;
import io.dumpwarden.admin.api.DumpOptionApi;
import io.dumpwarden.admin.api.KeyApi;
import io.dumpwarden.admin.api.NotificationRuleApi;
import io.dumpwarden.admin.api.RetentionApi;
import io.dumpwarden.admin.api.RowSource;
import io.dumpwarden.admin.api.ScheduleApi;
import io.dumpwarden.admin.api.ServerApi;
import io.dumpwarden.admin.api.SettingApi;
import io.dumpwarden.admin.api.StorageApi;
import io.dumpwarden.admin.api.SystemApi;
import io.dumpwarden.admin.page.Pages;
import io.dumpwarden.admin.route.Caller;
import io.dumpwarden.admin.route.RouteGroup;
import io.dumpwarden.app.Platform;
import io.dumpwarden.app.desk.DaemonChecks;
import io.dumpwarden.app.desk.DaemonRows;
import io.dumpwarden.app.desk.DaemonSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Optional;

/** The REST API of configuration on the store that the command line's tests share. */
final class RestServer implements AutoCloseable {

  /** An answer. */
  record Answer(HttpResponse<String> http) {

    int status() {
      return http.statusCode();
    }

    String body() {
      return http.body();
    }

    JsonNode json() {
      try {
        return new ObjectMapper().readTree(http.body());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    String header(String name) {
      return http.headers().firstValue(name).orElse("");
    }

    /** The fields that the problem names. */
    List<String> wrongFields() {
      return json().path("errors").findValuesAsText("field");
    }
  }

  private final HttpClient http = HttpClient.newHttpClient();
  private final AdminServer server;
  private volatile Role role = Role.ADMIN;

  private RestServer(Platform platform) {
    this.server =
        new AdminServer(
            new AdminSettings("127.0.0.1", 0),
            new HealthChecks(List.of(), List::of, platform.clock()),
            ctx -> Optional.of(new Caller("ann", role, "api", "192.0.2.7", null, "", false)),
            new Pages(platform.clock()),
            groups(platform));
    server.start();
  }

  static RestServer start() {
    return new RestServer(Cli.shared().platform());
  }

  private static List<RouteGroup> groups(Platform platform) {
    RowSource rows = new RowSource(platform.rows(), platform.rowStates(), platform.snapshots());
    DaemonRows desk = new DaemonRows(platform);
    DaemonChecks checks = new DaemonChecks(platform);
    return List.of(
        new ServerApi(rows, desk, checks, platform.clock()),
        new StorageApi(rows, desk, checks, platform.clock()),
        new ScheduleApi(rows, desk, checks, platform.clock()),
        new RetentionApi(
            new RetentionApi.Parts(rows, desk, platform.askedRetention()), platform.clock()),
        new SettingApi(rows, desk),
        new KeyApi(rows, desk, platform.clock()),
        new ChannelApi(rows, desk, checks, platform.clock()),
        new NotificationRuleApi(rows, desk, platform.clock()),
        new DumpOptionApi(),
        new AuditApi(platform.audit(), platform.clock()),
        new SystemApi(new DaemonSystem(platform), rows));
  }

  void callAs(Role next) {
    role = next;
  }

  Answer get(String path, String... headers) {
    return send(request("GET", path, "", headers));
  }

  Answer post(String path, String json, String... headers) {
    return send(request("POST", path, json, headers));
  }

  Answer put(String path, String json, String... headers) {
    return send(request("PUT", path, json, headers));
  }

  Answer delete(String path, String... headers) {
    return send(request("DELETE", path, "", headers));
  }

  private HttpRequest request(String method, String path, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/api/v1/" + path))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return request.build();
  }

  private Answer send(HttpRequest request) {
    try {
      return new Answer(http.send(request, BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop();
  }
}
