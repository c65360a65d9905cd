package io.dumpwarden.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.access.Role;
import io.dumpwarden.access.SessionKeeper;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoginTest {

  private static final String COOKIE = "dumpwarden_session";

  private final AccessDoor door = new AccessDoor(new AdminSettings("127.0.0.1", 0));

  @BeforeEach
  void given() {
    door.add("ada", Role.ADMIN);
  }

  @AfterEach
  void close() {
    door.close();
  }

  @Test
  void whoIsNotSignedInIsAskedToAndThenLedOn() {
    WebClient browser = door.client();
    HttpResponse<String> asked = browser.get("/where?a=b&c=d");
    assertThat(asked.statusCode()).isEqualTo(303);
    assertThat(location(asked)).isEqualTo("/login?next=%2Fwhere%3Fa%3Db%26c%3Dd");
    assertThat(browser.get(location(asked)).body())
        .contains("name=\"next\" value=\"/where?a=b&amp;c=d\"");

    HttpResponse<String> in =
        browser.form(
            "/login", "name", "ada", "password", AccessDoor.PASSWORD, "next", "/where?a=b&c=d");

    assertThat(location(in)).isEqualTo("/where?a=b&c=d");
    assertThat(in.headers().firstValue("Set-Cookie").orElse(""))
        .matches(COOKIE + "=[\\w-]{43}; Path=/; HttpOnly; SameSite=Lax");
    assertThat(browser.get("/where").body()).isEqualTo("127.0.0.1");
    assertThat(location(browser.get("/login?next=/where"))).isEqualTo("/where");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//evil.example/",
        "/\\evil.example/",
        "https://evil.example/",
        "javascript:alert(1)",
        "/login",
        "/logout",
        "/a b",
        "/\r\nSet-Cookie: x=y",
        "",
        "where",
        "/\t/evil.example"
      })
  void aLoginNeverLeadsAway(String next) {
    HttpResponse<String> in =
        door.client().form("/login", "name", "ada", "password", AccessDoor.PASSWORD, "next", next);

    assertThat(location(in)).isEqualTo("/");
  }

  @ParameterizedTest
  @CsvSource({"ada, wrong", "nobody, correct-horse", "<script>alert(1)</script>, x", "'', ''"})
  void aFailureTellsNothing(String name, String password) {
    HttpResponse<String> answer = door.client().form("/login", "name", name, "password", password);

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body())
        .contains("Name or password is wrong.")
        .doesNotContain("<script>alert", "correct-horse");
    assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/login", "/logout", "/api/v1/session"})
  void bodiesInPartsAreRefusedBeforeAnybodyReadsThem(String path) throws Exception {
    String head =
        "POST %s HTTP/1.1\r\nHost: a\r\nContent-Type: Multipart/Form-Data; boundary=b\r\n"
            .formatted(path);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), door.server.port())) {
      socket.setSoTimeout(5_000);
      // far more is announced than is ever sent
      String bytes = head + "Content-Length: 1000000000\r\nConnection: close\r\n\r\n--b\r\n";
      socket.getOutputStream().write(bytes.getBytes(StandardCharsets.US_ASCII));

      byte[] answer = socket.getInputStream().readNBytes(12);

      assertThat(new String(answer, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 415");
    }
  }

  @Test
  void guessersHaveToWait() {
    WebClient browser = door.client();
    for (int i = 0; i < 5; i++) {
      browser.form("/login", "name", "ada", "password", "wrong");
    }

    HttpResponse<String> page =
        browser.form("/login", "name", "ada", "password", AccessDoor.PASSWORD);
    HttpResponse<String> json = login(browser);

    assertThat(page.statusCode()).isEqualTo(429);
    assertThat(page.headers().firstValue("Retry-After")).contains("3");
    assertThat(page.body()).contains("Too many failed logins");
    assertThat(json.statusCode()).isEqualTo(429);
    assertThat(WebClient.json(json).get("code").asText()).isEqualTo("login-blocked");
    door.clock.move(Duration.ofSeconds(2));
    assertThat(login(browser).statusCode()).isEqualTo(200);
  }

  private HttpResponse<String> login(WebClient client) {
    return client.api(
        "POST",
        "/api/v1/session",
        "{\"name\":\"ada\",\"password\":\"%s\"}".formatted(AccessDoor.PASSWORD));
  }

  @Test
  void programsSignInByJson() {
    WebClient program = door.client();
    HttpResponse<String> refused =
        program.api("POST", "/api/v1/session", "{\"name\":\"ada\",\"password\":\"wrong\"}");
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(WebClient.json(refused).get("code").asText()).isEqualTo("login-refused");
    assertThat(program.api("GET", "/api/v1/session", "").statusCode()).isEqualTo(401);

    var session = WebClient.json(login(program));

    assertThat(session.at("/user/name").asText()).isEqualTo("ada");
    assertThat(session.at("/user/role").asText()).isEqualTo("admin");
    assertThat(program.json("GET", "/api/v1/session", "")).isEqualTo(session);
    assertThat(program.api("DELETE", "/api/v1/session", "").statusCode()).isEqualTo(403);
    program.formToken = session.get("csrfToken").asText();
    assertThat(program.api("DELETE", "/api/v1/session", "").statusCode()).isEqualTo(204);
    assertThat(program.cookies).isEmpty();
  }

  @Test
  void signingOutEndsTheSessionForWhoeverCopiedItsCookie() {
    WebClient browser = door.in("ada");
    WebClient copy = door.client();
    copy.cookies.putAll(browser.cookies);
    assertThat(copy.get("/where").statusCode()).isEqualTo(200);

    HttpResponse<String> out = browser.form("/logout");

    assertThat(location(out)).isEqualTo("/login");
    assertThat(browser.cookies).doesNotContainKey(COOKIE);
    assertThat(copy.get("/where").statusCode()).isEqualTo(303);
  }

  @Test
  void aSessionThatNobodyUsedIsOver() {
    WebClient browser = door.in("ada");
    door.clock.move(SessionKeeper.IDLE_LIMIT);

    assertThat(location(browser.get("/where"))).startsWith("/login?next=");
    assertThat(browser.with("HX-Request", "true").get("/where").headers().map())
        .as("htmx leaves the whole page")
        .containsKey("hx-redirect");
  }

  @Test
  void formsOfOtherSessionsAndSitesAreRefused() {
    WebClient browser = door.in("ada");
    String own = browser.formToken;
    assertThat(WebClient.tokenIn(browser.get("/account"))).isEqualTo(own);
    for (String foreign : new String[] {"", "x", door.in("ada").formToken}) {
      browser.formToken = foreign;
      HttpResponse<String> refused = browser.form("/account/sessions/end");
      assertThat(refused.statusCode()).isEqualTo(403);
      assertThat(refused.body()).contains("is not one of this session").contains("Sign out");
    }
    browser.formToken = own;
    browser.with("Sec-Fetch-Site", "cross-site");
    assertThat(browser.form("/account/sessions/end").statusCode()).isEqualTo(403);
    browser.with("Sec-Fetch-Site", "same-origin");
    assertThat(browser.form("/account/sessions/end").statusCode()).isEqualTo(303);
    browser.headers.clear();
    browser.with("Origin", "http://evil.example");
    assertThat(browser.form("/account/sessions/end").statusCode()).isEqualTo(403);
    browser.with("Origin", "http://127.0.0.1:" + door.server.port());
    assertThat(browser.form("/account/sessions/end").statusCode()).isEqualTo(303);
  }

  @Test
  void anotherSiteCannotSignAnybodyIn() {
    WebClient browser = door.client().with("Sec-Fetch-Site", "cross-site");

    assertThat(browser.form("/login", "name", "ada", "password", AccessDoor.PASSWORD).statusCode())
        .isEqualTo(403);
    assertThat(browser.cookies).isEmpty();
  }

  @Test
  void whatIsNotThereIsToldInTheFrameOfWhoAsks() {
    HttpResponse<String> answer = door.in("ada").get("/nowhere");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("Sign out", "there is nothing at this address");
    assertThat(door.client().get("/nowhere").body()).doesNotContain("Sign out");
  }

  private static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("Location").orElse("");
  }
}
