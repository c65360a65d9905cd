package io.dumpwarden.app.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.access.Role;
import io.dumpwarden.admin.route.Access;
import io.dumpwarden.admin.route.Route;
import io.dumpwarden.app.admin.Client.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every registered route, called by everybody: who is let in, and how the others are told. */
class RouteMatrixTest {

  private static final Set<String> SAFE = Set.of("GET", "HEAD");

  /** What is open, and why: nothing joins this list by itself. */
  private static final List<String> OPEN =
      List.of(
          "GET /health/live",
          "HEAD /health/live",
          "GET /health/ready",
          "HEAD /health/ready",
          "GET /assets/app.css",
          "GET /assets/app.js",
          "GET /assets/icon.svg",
          "GET /assets/htmx.min.js",
          "GET /login",
          "POST /login",
          "POST /api/v1/session");

  private static AdminScene scene;

  @BeforeAll
  static void start() throws Exception {
    scene = AdminScene.shared();
  }

  private static Stream<Route> guarded() {
    return scene.admin().routes().stream().filter(route -> route.access() != Access.OPEN);
  }

  private static String address(Route route) {
    return route
        .path()
        .replace("{id}", "019a0000-0000-7000-8000-000000000000")
        .replaceAll("\\{[^}]+}", "nobody-of-that-name");
  }

  private static Answer call(Client client, Route route) {
    boolean api = route.path().startsWith("/api/");
    boolean safe = SAFE.contains(route.method());
    String type = safe ? null : api ? "application/json" : "application/x-www-form-urlencoded";
    return client.send(route.method(), address(route), type, safe ? null : api ? "{}" : "");
  }

  @Test
  void onlyTheseAreOpen() {
    assertThat(
            scene.admin().routes().stream()
                .filter(route -> route.access() == Access.OPEN)
                .map(route -> route.method() + " " + route.path()))
        .containsExactlyInAnyOrderElementsOf(OPEN);
  }

  /** Who is nobody, in all the ways that there are. */
  enum Stranger {
    WITHOUT_ANYTHING(client -> client),
    WITH_A_MADE_UP_SESSION(
        client ->
            client
                .withCookie("dumpwarden_session", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")
                .withCookie(
                    "__Host-dumpwarden_session", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")),
    WITH_A_SESSION_THAT_ENDED(client -> scene.endedSession()),
    WITH_A_MADE_UP_TOKEN(client -> client.withToken("dw_made_up_0123456789abcdef0123456789")),
    WITH_A_TOKEN_THAT_WAS_REMOVED(client -> client.withToken(scene.removedToken())),
    WITH_A_TOKEN_THAT_EXPIRED(client -> client.withToken(scene.expiredToken())),
    WITH_AN_EMPTY_TOKEN(client -> client.withHeader("Authorization", "Bearer ")),
    WITH_A_PASSWORD_INSTEAD(
        client -> client.withHeader("Authorization", "Basic YWRtaW46dGVzdC1wYXNzd29yZA==")),
    WHO_SAYS_SO_IN_A_HEADER(
        client ->
            client
                .withHeader("X-Forwarded-User", "admin")
                .withHeader("X-Remote-User", "admin")
                .withHeader("X-Forwarded-For", "127.0.0.1"));

    private final Function<Client, Client> disguise;

    Stranger(Function<Client, Client> disguise) {
      this.disguise = disguise;
    }
  }

  @ParameterizedTest
  @EnumSource
  void aStrangerIsLetInNowhere(Stranger stranger) {
    List<String> wrong = new ArrayList<>();
    Client client = stranger.disguise.apply(new Client(scene.admin().address()));
    guarded()
        .forEach(
            route -> {
              Answer answer = call(client, route);
              if (!isTurnedAway(route, answer)) {
                wrong.add("%s: %d %s".formatted(route, answer.status(), answer.body()));
              }
            });

    assertThat(wrong).isEmpty();
  }

  private static boolean isTurnedAway(Route route, Answer answer) {
    boolean page = !route.path().startsWith("/api/");
    if (page && SAFE.contains(route.method())) {
      return answer.status() == 303 && answer.header("location").startsWith("/login?next=");
    }
    return answer.status() == 401
        && answer.header("www-authenticate").equals("Bearer")
        && answer.json().path("code").asText().equals("signed-out");
  }

  static Stream<Role> everybody() {
    return Stream.of(Role.VIEWER, Role.OPERATOR, Role.ADMIN);
  }

  @ParameterizedTest
  @MethodSource("everybody")
  void aSessionMayDoWhatItsRoleMay(Role role) {
    List<String> wrong = new ArrayList<>();
    guarded().forEach(route -> judge(route, role, call(session(role, route), route), wrong));

    assertThat(wrong).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("everybody")
  void aTokenMayDoWhatItsRoleMay(Role role) {
    List<String> wrong = new ArrayList<>();
    guarded()
        .forEach(
            route -> {
              Client client = new Client(scene.admin().address()).withToken(scene.token(role));
              judge(route, role, call(client, route), wrong);
            });

    assertThat(wrong).isEmpty();
  }

  /** What may end a session is called by one that nobody needs afterwards. */
  private static Client session(Role role, Route route) {
    boolean mayEnd =
        route.path().contains("logout")
            || route.path().contains("session")
            || route.path().startsWith("/account");
    return mayEnd && !SAFE.contains(route.method()) ? scene.newSession(role) : scene.session(role);
  }

  private static void judge(Route route, Role role, Answer answer, List<String> wrong) {
    String code = code(answer);
    boolean refused = answer.status() == 403 && code.equals("role-missing");
    boolean broken =
        answer.status() == 401
            || answer.status() == 500
            || code.equals("form-expired")
            || answer.header("location").startsWith("/login?next=");
    if (broken || refused == route.access().allows(role)) {
      wrong.add("%s by %s: %d %s".formatted(route, role, answer.status(), answer.body()));
    }
  }

  private static String code(Answer answer) {
    boolean json = answer.header("content-type").contains("json");
    return json
        ? answer.json().path("code").asText("")
        : answer.body().contains("<code>role-missing") ? "role-missing" : "";
  }

  static Stream<@Nullable String> wrongFormTokens() {
    return Stream.of(
        null,
        "",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        scene.newSession(Role.ADMIN).formToken());
  }

  @ParameterizedTest
  @MethodSource("wrongFormTokens")
  void nothingIsChangedWithoutTheSessionsOwnFormToken(@Nullable String token) {
    Client client = scene.session(Role.ADMIN).sendingFormToken(token);
    List<String> wrong = new ArrayList<>();
    guarded()
        .filter(route -> !SAFE.contains(route.method()))
        .forEach(
            route -> {
              Answer answer = call(client, route);
              if (answer.status() != 403 || !code(answer).equals("form-expired")) {
                wrong.add("%s: %d %s".formatted(route, answer.status(), answer.body()));
              }
            });

    assertThat(wrong).isEmpty();
    assertThat(scene.session(Role.ADMIN).get("/servers").status())
        .as("the session lives")
        .isEqualTo(200);
  }

  @Test
  void anotherSitesRequestIsRefusedWithTheRightToken() {
    List<String> wrong = new ArrayList<>();
    guarded()
        .filter(route -> !SAFE.contains(route.method()))
        .forEach(
            route -> {
              Client own = scene.session(Role.ADMIN);
              Client other = own.sendingFormToken(own.formToken());
              // a browser says so by itself, and no script can take it back
              Answer answer = call(other.withHeader("Sec-Fetch-Site", "cross-site"), route);
              if (answer.status() != 403) {
                wrong.add("%s: %d".formatted(route, answer.status()));
              }
            });

    assertThat(wrong).isEmpty();
  }

  @Test
  void everyAnswerIsGuarded() {
    List<String> wrong = new ArrayList<>();
    List<Client> callers = List.of(new Client(scene.admin().address()), scene.session(Role.ADMIN));
    for (Client caller : callers) {
      scene.admin().routes().stream()
          .filter(route -> SAFE.contains(route.method()))
          .forEach(route -> wrong.addAll(missing(route, call(caller, route))));
    }

    assertThat(wrong).isEmpty();
  }

  private static List<String> missing(Route route, Answer answer) {
    List<String> wrong = new ArrayList<>();
    String csp = answer.header("content-security-policy");
    if (!csp.contains("default-src 'none'") || csp.contains("unsafe")) {
      wrong.add(route + " has the policy '" + csp + "'");
    }
    if (!answer.header("x-content-type-options").equals("nosniff")
        || !answer.header("x-frame-options").equals("DENY")
        || answer.header("referrer-policy").isEmpty()
        || answer.header("cross-origin-opener-policy").isEmpty()) {
      wrong.add(route + " lacks a header: " + answer.headers());
    }
    if (!route.path().startsWith("/assets/") && answer.header("cache-control").contains("public")) {
      wrong.add(route + " may be kept by others");
    }
    if (answer.headers().containsKey("server") || answer.headers().containsKey("x-powered-by")) {
      wrong.add(route + " says what serves it");
    }
    if (answer.status() >= 400 && answer.headers().containsKey("set-cookie")) {
      wrong.add(route + " sets a cookie with an error");
    }
    return wrong;
  }

  @Test
  void otherMethodsAreNoWayAround() {
    Client stranger = new Client(scene.admin().address());
    List<String> wrong = new ArrayList<>();
    for (String path :
        scene.admin().routes().stream().map(RouteMatrixTest::address).distinct().toList()) {
      for (String method : List.of("HEAD", "OPTIONS", "TRACE", "PATCH", "PROPFIND")) {
        Answer answer = stranger.send(method, path, null, null);
        boolean open =
            path.startsWith("/health/") || path.startsWith("/assets/") || path.equals("/login");
        boolean told = answer.status() == 401 || answer.status() == 405 || answer.status() == 303;
        if (!told && !(open && method.equals("HEAD"))) {
          wrong.add("%s %s: %d".formatted(method, path, answer.status()));
        }
        if (answer.headers().containsKey("access-control-allow-origin")) {
          wrong.add("%s %s lets other sites in".formatted(method, path));
        }
      }
    }

    assertThat(wrong).isEmpty();
  }

  @Test
  void oddPathsAreNoWayAround() {
    Client stranger = new Client(scene.admin().address());
    List<String> odd =
        List.of(
            "//api/v1/servers",
            "/api//v1/servers",
            "/api/v1/servers/",
            "/api/v1/servers;a=b",
            "/api;x/v1/servers",
            "/API/V1/SERVERS",
            "/api/v1/%73ervers",
            "/assets/../api/v1/servers",
            "/assets/%2e%2e/api/v1/servers",
            "/assets/..;/api/v1/servers",
            "/health/..%2fapi/v1/servers",
            "/login/../servers",
            "/login;/../servers",
            "/servers%00",
            "/servers%2f",
            "//servers",
            "/./servers",
            "/health/live/../../servers",
            "/%2fservers",
            "/servers%0d%0aX-A:%20b");

    for (String path : odd) {
      Answer answer = stranger.send("GET", path, null, null);
      assertThat(answer.status()).as(path + " " + answer.body()).isIn(303, 400, 401, 404);
      if (answer.status() == 303) {
        assertThat(answer.header("location")).as(path).startsWith("/login?next=");
      }
      assertThat(answer.headers()).as(path).doesNotContainKey("x-a");
    }
  }
}
