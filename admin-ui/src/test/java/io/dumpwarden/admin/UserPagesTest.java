package io.dumpwarden.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.access.Role;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserPagesTest {

  private static final Pattern SECRET = Pattern.compile("<code class=\"secret\">([^<]+)</code>");

  private final AccessDoor door = new AccessDoor(new AdminSettings("127.0.0.1", 0));

  @BeforeEach
  void given() {
    door.add("root", Role.ADMIN);
  }

  @AfterEach
  void close() {
    door.close();
  }

  @Test
  void aUserIsAddedSignsInChangesThePasswordAndGoesOn() {
    WebClient root = door.in("root");
    HttpResponse<String> shown =
        root.form("/users/new", "name", "ada", "role", "operator", "password", "");
    String password = secret(shown);
    assertThat(root.get("/users").body())
        .contains("ada", "must change password")
        .doesNotContain(password);

    WebClient ada = door.client().in("ada", password);
    assertThat(ada.get("/").headers().firstValue("Location")).contains("/account/password");
    assertThat(ada.api("GET", "/api/v1/sessions", "").statusCode()).isEqualTo(403);
    HttpResponse<String> mistyped =
        ada.form(
            "/account/password",
            "currentPassword",
            password,
            "newPassword",
            "battery-staple",
            "repeated",
            "other");
    assertThat(mistyped.statusCode()).isEqualTo(422);
    assertThat(mistyped.body()).contains("is not the same").doesNotContain("battery-staple");
    HttpResponse<String> changed =
        ada.form(
            "/account/password",
            "currentPassword",
            password,
            "newPassword",
            "battery-staple",
            "repeated",
            "battery-staple");

    assertThat(changed.headers().firstValue("Location")).contains("/");
    assertThat(ada.get("/").body()).isEqualTo("the dashboard");
    assertThat(door.store.audit().latest(3).stream().map(e -> e.action() + " " + e.key()))
        .containsExactly("change-password ada", "login ada", "add ada");
  }

  @Test
  void wrongFieldsAreMarkedAndPasswordsNotSentBack() {
    HttpResponse<String> answer =
        door.in("root")
            .form("/users/new", "name", "\"><script>", "role", "boss", "password", "s3cret");

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body())
        .contains("id=\"e-name\"", "id=\"e-role\"", "id=\"e-password\"", "&#34;>&lt;script>")
        .contains("type it again: it is never sent back")
        .doesNotContain("s3cret", "\"><script>");
  }

  @Test
  void aPasswordForANameThatIsTakenHasToBeTypedAgain() {
    HttpResponse<String> answer =
        door.in("root")
            .form("/users/new", "name", "root", "role", "viewer", "password", "x-y-z-1-2-3-4");

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body())
        .contains("id=\"e-name\"", "id=\"e-password\">type it again: it is never sent back")
        .doesNotContain("x-y-z-1-2-3-4");
  }

  @Test
  void theLastAdminStays() {
    WebClient root = door.in("root");

    HttpResponse<String> answer =
        root.form("/users/root", "role", "viewer", "enabled", "true", "version", "1");

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).contains("is the last admin who can sign in");
    assertThat(root.form("/users/root/remove").statusCode()).isEqualTo(409);
    assertThat(root.get("/users").statusCode()).isEqualTo(200);
  }

  @Test
  void aResetShowsThePasswordOnceAndEndsTheSessions() {
    door.add("ada", Role.VIEWER);
    WebClient ada = door.in("ada");
    WebClient root = door.in("root");
    assertThat(root.get("/users/ada/reset").body()).contains("Reset the password of ada?");

    String password = secret(root.form("/users/ada/reset"));

    assertThat(ada.get("/").statusCode()).isEqualTo(303);
    assertThat(door.client().in("ada", password).get("/").statusCode()).isEqualTo(303);
    root.form("/users/ada", "role", "operator", "enabled", "false", "version", "1");
    assertThat(root.get("/users").body()).contains("disabled");
    assertThat(root.form("/users/ada/remove").statusCode()).isEqualTo(303);
    assertThat(root.get("/users/ada").statusCode()).isEqualTo(404);
  }

  @Test
  void aTokenIsShownOnceAndWorksUntilItIsRevoked() {
    WebClient root = door.in("root");
    HttpResponse<String> wrong =
        root.form("/tokens/new", "name", "grafana", "role", "viewer", "days", "soon");
    assertThat(wrong.statusCode()).isEqualTo(422);
    assertThat(wrong.body()).contains("id=\"e-days\"");

    String token =
        secret(root.form("/tokens/new", "name", "grafana", "role", "viewer", "days", "30"));

    WebClient program = door.client().with("Authorization", "Bearer " + token);
    assertThat(program.json("GET", "/api/v1/session", "").at("/user/name").asText())
        .isEqualTo("token grafana");
    assertThat(program.get("/where").body()).isEqualTo("127.0.0.1");
    assertThat(program.api("GET", "/api/v1/users", "").statusCode()).isEqualTo(403);
    assertThat(root.get("/users").body()).contains("grafana").doesNotContain(token);
    root.form("/tokens/grafana/revoke");
    assertThat(program.api("GET", "/api/v1/session", "").statusCode()).isEqualTo(401);
    program.cookies.putAll(root.cookies);
    assertThat(program.api("GET", "/api/v1/session", "").statusCode())
        .as("a wrong token is not saved by a cookie")
        .isEqualTo(401);
  }

  @Test
  void oneSeesAndEndsOnesOwnSessionsAlone() {
    door.add("ada", Role.VIEWER);
    WebClient here = door.in("ada");
    WebClient there = door.in("ada");
    WebClient root = door.in("root");
    String id = there.json("GET", "/api/v1/session", "").get("id").asText();
    assertThat(here.get("/account").body()).contains("/account/sessions/" + id + "/end");
    assertThat(root.form("/account/sessions/" + id + "/end").statusCode()).isEqualTo(404);
    assertThat(there.get("/").statusCode()).isEqualTo(200);

    here.form("/account/sessions/" + id + "/end");

    assertThat(there.get("/").statusCode()).isEqualTo(303);
    assertThat(here.json("GET", "/api/v1/sessions", "")).hasSize(1);
    assertThat(here.json("GET", "/api/v1/sessions", "").get(0).get("current").asBoolean()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(value = Role.class, mode = EnumSource.Mode.EXCLUDE, names = "ADMIN")
  void onlyAdminsSeeUsersAndTokens(Role role) {
    door.add("ada", role);
    WebClient ada = door.in("ada");

    assertThat(ada.get("/users").statusCode()).isEqualTo(403);
    assertThat(ada.api("GET", "/api/v1/tokens", "").statusCode()).isEqualTo(403);
    assertThat(ada.form("/users/root/reset").statusCode()).isEqualTo(403);
    assertThat(ada.get("/account").statusCode()).isEqualTo(200);
  }

  @Test
  void restHasAllThatThePagesHave() {
    WebClient root = door.in("root");
    HttpResponse<String> added =
        root.api("POST", "/api/v1/users", "{\"name\":\"ada\",\"role\":\"viewer\"}");
    assertThat(added.statusCode()).isEqualTo(201);
    assertThat(added.headers().firstValue("Location")).contains("/api/v1/users/ada");
    assertThat(WebClient.json(added).get("password").asText()).hasSize(24);
    assertThat(root.json("GET", "/api/v1/users?limit=1", "")).hasSize(1);
    var list = root.api("GET", "/api/v1/users?limit=1", "");
    assertThat(list.headers().firstValue("Link"))
        .contains("</api/v1/users?limit=1&after=ada>; rel=\"next\"");
    var stale = root.api("PUT", "/api/v1/users/ada", "{\"role\":\"operator\",\"version\":9}");
    assertThat(stale.statusCode()).isEqualTo(409);
    assertThat(WebClient.json(stale).at("/current/role").asText()).isEqualTo("viewer");
    assertThat(
            root.json("PUT", "/api/v1/users/ada", "{\"role\":\"operator\",\"version\":1}")
                .get("version")
                .asInt())
        .isEqualTo(2);
    assertThat(root.json("POST", "/api/v1/users/ada/reset", "").get("password").asText())
        .hasSize(24);
    assertThat(root.api("DELETE", "/api/v1/users/ada", "").statusCode()).isEqualTo(204);
    assertThat(root.api("GET", "/api/v1/users/ada", "").statusCode()).isEqualTo(404);
    var wrong = root.json("POST", "/api/v1/users", "{\"name\":\"a b\",\"role\":\"x\"}");
    assertThat(wrong.get("errors")).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\":\"t\",\"role\":\"viewer\",\"expiresAt\":\"+999999-01-01T00:00Z\"}",
        "{\"name\":\"t\",\"role\":\"viewer\",\"expiresAt\":\"2020-01-01T00:00:00Z\"}",
        "{\"name\":\"t\",\"role\":\"viewer\",\"expiresAt\":\"soon\"}"
      })
  void aTokenEndsInTheNearFuture(String body) {
    HttpResponse<String> answer = door.in("root").api("POST", "/api/v1/tokens", body);

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(WebClient.json(answer).at("/errors/0/field").asText()).isEqualTo("expiresAt");
  }

  private static String secret(HttpResponse<String> page) {
    Matcher found = SECRET.matcher(page.body());
    assertThat(found.find()).as(page.body()).isTrue();
    return found.group(1);
  }
}
