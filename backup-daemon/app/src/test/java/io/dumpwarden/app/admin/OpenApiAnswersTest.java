package io.dumpwarden.app.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.dumpwarden.access.Role;
import io.dumpwarden.admin.route.Route;
import io.dumpwarden.app.admin.Client.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the REST API answers of a store with something of everything is what openapi.yaml says. */
class OpenApiAnswersTest {

  private static OpenApi page = OpenApi.read();

  private static AdminScene scene;
  private static Client admin;

  /** Operations that gave a good answer in some test. */
  private static final Set<String> SEEN = new TreeSet<>();

  @BeforeAll
  static void start() throws Exception {
    scene = AdminScene.shared();
    admin = new Client(scene.admin().address()).withToken(scene.token(Role.ADMIN));
  }

  /** Each schema that was asked for holds the whole page. */
  @AfterAll
  static void letGo() {
    page = OpenApi.read();
  }

  private static Route route(String method, String path) {
    return page.routes().stream()
        .filter(r -> r.method().equals(method) && r.path().equals("/api/v1" + path))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no word of " + method + " " + path));
  }

  /** Calls, with words for the braces of the path, and holds the answer against the page. */
  private static Answer call(String method, String path, Object body, String... words) {
    Route route = route(method, path);
    String address = route.path();
    for (String word : words) {
      address = address.replaceFirst("\\{[^}]+}", word);
    }
    Answer answer =
        method.equals("GET") || method.equals("DELETE")
            ? admin.send(method, address, null, null)
            : admin.json(method, address, body);
    assertThat(page.wrongWith(route, answer)).as("%s: %s", route, answer).isEmpty();
    if (answer.status() < 300) {
      SEEN.add(method + " " + path);
    }
    return answer;
  }

  private static Answer get(String path, String... words) {
    Answer answer = call("GET", path, Map.of(), words);
    assertThat(answer.status()).as(path + answer.body()).isEqualTo(200);
    return answer;
  }

  private static Answer good(int status, String method, String path, Object body, String... words) {
    Answer answer = call(method, path, body, words);
    assertThat(answer.status()).as(method + " " + path + " " + answer.body()).isEqualTo(status);
    return answer;
  }

  @Test
  void rowsAreAsTheyAreDescribed() {
    good(201, "POST", "/servers", scene.serverBody("described"));
    good(
        201,
        "POST",
        "/schedules",
        Map.of("name", "described", "cron", "@daily", "servers", "described"));
    good(
        201,
        "POST",
        "/retention",
        Map.of("schedule", "described", "storage", "disk", "keep", "30d"));
    good(
        201, "POST", "/keys", Map.of("name", "described", "type", "aes-256-gcm", "generate", true));
    good(
        201,
        "POST",
        "/storages",
        Map.of(
            "name",
            "described",
            "type",
            "local",
            "settings",
            Map.of("path", scene.folder("described"))));
    for (String kind : List.of("/servers", "/schedules", "/keys", "/storages")) {
      get(kind);
      get(kind + "/{name}", "described");
      long version = get(kind + "/{name}", "described").json().path("version").asLong();
      good(200, "PUT", kind + "/{name}", Map.of("version", version), "described");
      good(409, "PUT", kind + "/{name}", Map.of("version", version + 7), "described");
      good(422, "PUT", kind + "/{name}", Map.of("naem", "x"), "described");
    }
    get("/retention");
    get("/retention/{schedule}/{storage}", "described", "disk");
    good(200, "PUT", "/retention/{schedule}/{storage}", Map.of("keep", "40d"), "described", "disk");
    for (String kind : List.of("/servers", "/schedules", "/storages")) {
      good(200, "POST", kind + "/{name}/test", Map.of(), "described");
    }
    good(200, "POST", "/servers/test", scene.serverBody("unsaved"));
    good(
        200,
        "POST",
        "/storages/test",
        Map.of("type", "local", "settings", Map.of("path", scene.folder("unsaved"))));
    good(200, "POST", "/schedules/test", Map.of("servers", "shop1", "cron", "@daily"));
    good(200, "POST", "/keys/{name}/use", Map.of(), "described");
    good(200, "POST", "/schedules/{name}/pause", Map.of(), "described");
    good(200, "POST", "/schedules/{name}/resume", Map.of(), "described");
    good(204, "DELETE", "/retention/{schedule}/{storage}", Map.of(), "described", "disk");
    good(204, "DELETE", "/schedules/{name}", Map.of(), "described");
    good(204, "DELETE", "/servers/{name}", Map.of(), "described");
    good(204, "DELETE", "/storages/{name}", Map.of(), "described");
    good(404, "DELETE", "/servers/{name}", Map.of(), "described");
  }

  @Test
  void notificationsAreAsTheyAreDescribed() throws Exception {
    try (Receiver receiver = Receiver.start()) {
      Map<String, Object> channel =
          Map.of(
              "name",
              "described-hook",
              "type",
              "webhook",
              "url",
              receiver.url("/hook"),
              "privateAddresses",
              true);
      assertThat(good(200, "POST", "/channels/test", channel).json().path("ok").asBoolean())
          .isTrue();
      good(201, "POST", "/channels", channel);
      good(
          201,
          "POST",
          "/notification-rules",
          Map.of("name", "described", "channels", "described-hook"));
      good(409, "POST", "/channels", channel);
      for (String[] row :
          new String[][] {{"/channels", "described-hook"}, {"/notification-rules", "described"}}) {
        get(row[0]);
        get(row[0] + "/{name}", row[1]);
        good(200, "PUT", row[0] + "/{name}", Map.of("enabled", true), row[1]);
        good(422, "PUT", row[0] + "/{name}", Map.of("naem", "x"), row[1]);
      }
      good(200, "POST", "/channels/{name}/test", Map.of(), "described-hook");
      assertThat(receiver.received()).hasSizeGreaterThanOrEqualTo(2);
      // a schedule that writes nowhere is told of
      good(201, "POST", "/schedules", Map.of("name", "told", "cron", "@daily", "servers", "shop1"));
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> get("/problems").json().findValuesAsText("schedule").contains("told"));
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> get("/notifications").json().findValuesAsText("status").contains("sent"));
      get("/notifications/{id}", get("/notifications").json().path(0).path("id").asText());
      good(204, "DELETE", "/schedules/{name}", Map.of(), "told");
      good(422, "DELETE", "/channels/{name}", Map.of(), "described-hook");
      good(204, "DELETE", "/notification-rules/{name}", Map.of(), "described");
      good(204, "DELETE", "/channels/{name}", Map.of(), "described-hook");
    }
  }

  @Test
  void whatServersHoldIsAsItIsDescribed() {
    good(200, "POST", "/servers/{name}/scan", Map.of(), "shop1");
    get("/servers/{name}/scan", "shop1");
    get("/servers/{name}/databases", "shop1");
    get("/servers/{name}/dump-options", "shop1");
    good(200, "POST", "/servers/{name}/recover", Map.of(), "shop1");
    good(200, "POST", "/schedules/{name}/preview", Map.of(), "nightly");
    get("/dump-options");
    JsonNode next = admin.get("/api/v1/schedules/next?cron=%40daily&zone=Europe/Berlin").json();
    assertThat(next.path("next")).hasSize(5);
    good(422, "GET", "/schedules/{name}/next", Map.of(), "nightly");
  }

  @Test
  void settingsAndTheSystemAreAsTheyAreDescribed() {
    get("/settings");
    get("/settings/{name}", "ticket_required");
    good(200, "PUT", "/settings/{name}", Map.of("value", "false"), "ticket_required");
    good(204, "DELETE", "/settings/{name}", Map.of(), "ticket_required");
    get("/system");
    get("/statistics");
    get("/self-backups");
    good(202, "POST", "/self-backups", Map.of());
    good(200, "POST", "/schedules/pause", Map.of());
    good(200, "POST", "/schedules/resume", Map.of());
    good(200, "POST", "/catalog/check", Map.of("storages", List.of("disk")));
    good(200, "POST", "/catalog/rebuild", Map.of("storage", "disk", "dryRun", true));
    get("/retention/preview");
    good(200, "POST", "/retention/apply", Map.of());
    get("/audit");
    get("/audit/export");
    get("/openapi.yaml");
    good(422, "GET", "/report", Map.of());
  }

  @Test
  void historyIsAsItIsDescribed() {
    get("/runs");
    String run =
        good(202, "POST", "/schedules/{name}/run", Map.of(), "nightly")
            .json()
            .path(0)
            .path("id")
            .asText();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> get("/runs/{id}", run).json().path("status").asText().equals("succeeded"));
    get("/runs/{id}/log", run);
    assertThat(events("/api/v1/runs/" + run)).startsWith("text/event-stream");
    call("POST", "/runs/{id}/cancel", Map.of(), run);
    good(
        202,
        "POST",
        "/runs",
        Map.of("server", "shop1", "databases", "admin_shop", "storages", List.of("disk")));
    good(422, "POST", "/runs", Map.of("server", "shop1", "databasse", "admin_shop"));
    String backup = get("/backups").json().path(0).path("id").asText();
    get("/backups/{id}", backup);
    get("/backups/{id}/manifest", backup);
    good(200, "PUT", "/backups/{id}/pin", Map.of(), backup);
    good(200, "POST", "/backups/{id}/pin", Map.of(), backup);
    good(200, "DELETE", "/backups/{id}/pin", Map.of(), backup);
    good(200, "POST", "/backups/{id}/accept", Map.of(), backup);
    get("/backups/{id}/download", backup);
    good(202, "POST", "/backups/{id}/verify", Map.of("quick", true), backup);
    good(404, "GET", "/backups/{id}", Map.of(), "nobody");
  }

  @Test
  void restoresAndDrillsAreAsTheyAreDescribed() {
    String backup = firstGood();
    Map<String, Object> wish =
        Map.of("backup", backup, "to", "shop1", "database", "admin_shop_described");
    good(200, "POST", "/restores/plan", wish);
    String restore = good(202, "POST", "/restores", wish).json().path("id").asText();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> !get("/restores/{id}", restore).json().path("endedAt").isNull());
    get("/restores");
    get("/restores/{id}/log", restore);
    assertThat(events("/api/v1/restores/" + restore)).startsWith("text/event-stream");
    call("POST", "/restores/{id}/cancel", Map.of(), restore);
    good(422, "POST", "/backups/{id}/restore", Map.of("to", "nobody"), backup);
    String drill =
        good(202, "POST", "/backups/{id}/drill", Map.of(), backup).json().path("id").asText();
    await()
        .atMost(Duration.ofSeconds(90))
        .until(() -> !get("/drills/{id}", drill).json().path("finishedAt").isNull());
    get("/drills");
  }

  private static String events(String path) {
    return new Client(scene.admin().address())
        .withToken(scene.token(Role.ADMIN))
        .withHeader("Accept", "text/event-stream")
        .get(path + "/events")
        .header("content-type");
  }

  private static String firstGood() {
    return admin
        .get("/api/v1/backups?status=succeeded&server=shop1")
        .json()
        .path(0)
        .path("id")
        .asText();
  }

  @Test
  void peopleAreAsTheyAreDescribed() {
    get("/users");
    good(201, "POST", "/users", Map.of("name", "described", "role", "viewer"));
    good(409, "POST", "/users", Map.of("name", "described", "role", "viewer"));
    good(422, "POST", "/users", Map.of("name", "other", "role", "king"));
    get("/users/{name}", "described");
    good(200, "PUT", "/users/{name}", Map.of("role", "operator"), "described");
    good(200, "POST", "/users/{name}/reset", Map.of(), "described");
    good(204, "DELETE", "/users/{name}", Map.of(), "described");
    get("/tokens");
    good(201, "POST", "/tokens", Map.of("name", "described", "role", "viewer"));
    get("/tokens/{name}", "described");
    good(204, "DELETE", "/tokens/{name}", Map.of(), "described");
    get("/session");
    get("/sessions");
  }

  /** Every answer to a wish without sense is described too. */
  @Test
  void whatIsWrongIsSaidAsItIsDescribed() {
    List<String> wrong = new ArrayList<>();
    for (Route route : page.routes()) {
      String address = route.path().replaceAll("\\{[^}]+}", "nobody-of-that-name");
      boolean safe = route.method().equals("GET") || route.method().equals("DELETE");
      for (String body : List.of("{\"nobody knows\": 1}", "[]", "{", "null")) {
        Answer answer =
            admin.send(
                route.method(), address, safe ? null : "application/json", safe ? null : body);
        page.wrongWith(route, answer)
            .forEach(error -> wrong.add("%s with %s: %s".formatted(route, body, error)));
      }
      Answer stranger =
          new Client(scene.admin().address())
              .send(route.method(), address, safe ? null : "application/json", safe ? null : "{}");
      page.wrongWith(route, stranger)
          .forEach(error -> wrong.add("%s by a stranger: %s".formatted(route, error)));
    }

    assertThat(wrong).isEmpty();
  }
}
