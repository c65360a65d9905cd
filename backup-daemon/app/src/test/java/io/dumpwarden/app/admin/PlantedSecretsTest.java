package io.dumpwarden.app.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.access.Role;
import io.dumpwarden.admin.route.Route;
import io.dumpwarden.app.admin.Client.Answer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A mark in every field that holds a secret, given in every way that there is, right and wrong: it
 * is never seen again, on no page, in no answer, no line of the log, no row of the store, no
 * metric.
 */
class PlantedSecretsTest {

  private static final String MARK = "Planted-Secret-7731-";

  private static AdminScene scene;
  private static LogLines log;
  private static Client admin;
  private static final Set<String> PLANTED = new TreeSet<>();
  private static final Map<String, Answer> ANSWERS = new LinkedHashMap<>();

  @BeforeAll
  static void plant() throws Exception {
    scene = AdminScene.shared();
    log = LogLines.listen();
    admin = scene.newSession(Role.ADMIN);
    // the values of cookies and tokens are secrets too
    PLANTED.addAll(admin.cookies().values());
    PLANTED.add(scene.token(Role.ADMIN));
    rows();
    people();
    wrongOnes();
  }

  @AfterAll
  static void stop() {
    log.close();
  }

  private static String secret(String where) {
    PLANTED.add(MARK + where);
    return MARK + where;
  }

  private static void rows() {
    Map<String, Object> server = scene.serverBody("planted");
    server.put("password", secret("password"));
    server.put("restoreUser", "restorer");
    server.put("restorePassword", secret("restore-password"));
    good("POST", "/api/v1/servers", server, 201);
    good("PUT", "/api/v1/servers/planted", Map.of("password", secret("password-again")), 200);
    good(
        "POST",
        "/api/v1/storages",
        Map.of(
            "name",
            "planted-s3",
            "type",
            "s3",
            "secretKey",
            secret("s3-secret"),
            "settings",
            Map.of(
                "endpoint",
                "http://127.0.0.1:1",
                "region",
                "eu",
                "bucket",
                "bucket",
                "accessKey",
                "AKID")),
        201);
    good(
        "POST",
        "/api/v1/keys",
        Map.of(
            "name",
            "planted-key",
            "type",
            "aes-256-gcm",
            "passphrase",
            secret("passphrase-of-a-key")),
        201);
    // an address that is a secret, a signing key, a password
    channel("slack", "http://127.0.0.1:1/" + MARK + "slack-path", Map.of());
    channel("webhook", MARK + "signing-key", Map.of("url", "https://127.0.0.1:1/hook"));
    channel(
        "email",
        MARK + "mail-password",
        Map.of(
            "host",
            "127.0.0.1",
            "port",
            "1",
            "tls",
            "none",
            "username",
            "backups",
            "from",
            "a@example.com",
            "to",
            "b@example.com"));
    // what looks at the row uses the secret
    call("POST", "/api/v1/servers/planted/test", Map.of());
    call("POST", "/api/v1/storages/planted-s3/test", Map.of());
    call("POST", "/api/v1/runs", Map.of("server", "planted"));
  }

  private static void channel(String type, String secret, Map<String, String> settings) {
    PLANTED.add(secret.substring(secret.indexOf(MARK)));
    Map<String, Object> body = new LinkedHashMap<>(settings);
    body.put("name", "planted-" + type);
    body.put("type", type);
    body.put("secret", secret);
    if (!type.equals("email")) {
      body.put("privateAddresses", true);
    }
    good("POST", "/api/v1/channels", body, 201);
    call("POST", "/api/v1/channels/planted-" + type + "/test", Map.of());
  }

  private static void people() {
    good(
        "POST",
        "/api/v1/users",
        Map.of("name", "planted-user", "role", "viewer", "password", secret("users-password")),
        201);
    call("POST", "/api/v1/tokens", Map.of("name", "planted-token", "role", "viewer"));
    PLANTED.add(ANSWERS.remove("POST /api/v1/tokens 201").json().path("token").asText());
    new Client(scene.admin().address())
        .form("/login", Map.of("name", "admin", "password", secret("password-that-is-wrong")));
    new Client(scene.admin().address())
        .form("/login", Map.of("name", secret("password-as-a-name"), "password", "x"));
    PLANTED.remove(MARK + "password-as-a-name");
  }

  /** What is refused says why, and not with the secret in it. */
  private static void wrongOnes() {
    call(
        "POST",
        "/api/v1/servers",
        Map.of("name", "bad name!", "flavor", "oracle", "password", secret("refused-password")));
    call("POST", "/api/v1/servers", Map.of("password", List.of(secret("password-in-a-list"))));
    call("POST", "/api/v1/servers", Map.of("passwort", secret("field-misspelt")));
    call(
        "POST",
        "/api/v1/storages",
        Map.of(
            "name",
            "x",
            "type",
            "s3",
            "settings",
            Map.of("secretKey", secret("secret-in-settings"))));
    call(
        "POST",
        "/api/v1/keys",
        Map.of("name", "bad name!", "passphrase", secret("refused-passphrase")));
    call(
        "POST",
        "/api/v1/users",
        Map.of("name", "bad name!", "role", "king", "password", secret("refused-user")));
    Answer cut =
        admin.send(
            "POST",
            "/api/v1/servers",
            "application/json",
            "{\"password\": \"" + secret("broken-json"));
    ANSWERS.put("broken", cut);
    // where the parser stumbles over the secret itself
    String bare = "{\"password\": " + secret("not-in-quotes") + "}";
    for (String path :
        List.of("/api/v1/servers", "/api/v1/users", "/api/v1/session", "/api/v1/keys")) {
      ANSWERS.put("bare " + path, admin.send("POST", path, "application/json", bare));
    }
    for (Site.Form form :
        Site.of(
                admin,
                path ->
                    path.matches(
                        "/|/servers|/servers/new|/storages|/storages/new|/users.*|/system.*|/account/password"))
            .forms()) {
      Map<String, String> fields = new LinkedHashMap<>(form.fields());
      boolean secrets = false;
      for (String field : fields.keySet()) {
        if (field.matches("(?i).*(password|passphrase|secret).*")) {
          fields.put(field, secret("form-" + form.action().replace('/', '-') + "-" + field));
          secrets = true;
        } else if (fields.get(field).isEmpty()) {
          fields.put(field, "bad value!");
        }
      }
      if (secrets) {
        ANSWERS.put("form " + form.action(), admin.form(form.action(), fields));
      }
    }
  }

  private static void good(String method, String path, Object body, int status) {
    Answer answer = admin.json(method, path, body);
    assertThat(answer.status()).as(method + " " + path + " " + answer.body()).isEqualTo(status);
    ANSWERS.put("%s %s %d".formatted(method, path, answer.status()), answer);
  }

  private static void call(String method, String path, Object body) {
    Answer answer = admin.json(method, path, body);
    ANSWERS.put("%s %s %d".formatted(method, path, answer.status()), answer);
  }

  private static void assertClean(String where, String text) {
    for (String secret : PLANTED) {
      assertThat(text.contains(secret)).as("%s tells %s", where, secret).isFalse();
    }
  }

  @Test
  void noAnswerToAnEditTellsIt() {
    assertThat(PLANTED).hasSizeGreaterThan(12);
    ANSWERS.forEach((where, answer) -> assertClean(where, answer.body() + answer.headers()));
  }

  @Test
  void noPageTellsIt() {
    Site site = Site.of(admin, path -> !path.contains("download"));

    assertThat(site.pages()).hasSizeGreaterThan(15);
    site.pages().forEach((path, answer) -> assertClean(path, answer.body()));
  }

  @Test
  void noRouteTellsIt() {
    List<String> names =
        List.of(
            "planted",
            "planted-s3",
            "planted-key",
            "planted-user",
            "planted-token",
            "planted-slack",
            "planted-webhook",
            "planted-email");
    for (Route route : scene.admin().routes()) {
      if (route.method().equals("GET")) {
        for (String name : names) {
          String path = route.path().replaceAll("\\{[^}]+}", name);
          assertClean(path, admin.get(path).body());
        }
      }
    }
  }

  @Test
  void noLineOfTheLogTellsIt() {
    assertClean("the log", log.text());
  }

  @Test
  void noMetricTellsIt() throws Exception {
    assertClean("the metrics", scene.metrics());
  }

  /** Rows hold secrets sealed, passwords and tokens as digests. */
  @Test
  void noRowOfTheStoreTellsIt() throws SQLException {
    List<String> told = new ArrayList<>();
    try (Connection connection = scene.store()) {
      for (String table : tables(connection)) {
        try (Statement statement = connection.createStatement();
            ResultSet rows = statement.executeQuery("SELECT * FROM `" + table + "`")) {
          while (rows.next()) {
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
              String text = String.valueOf(rows.getString(i));
              String column = table + "." + rows.getMetaData().getColumnName(i);
              PLANTED.stream()
                  .filter(text::contains)
                  .forEach(s -> told.add(column + " tells " + s));
            }
          }
        }
      }
    }

    assertThat(told).isEmpty();
  }

  private static List<String> tables(Connection connection) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SHOW TABLES")) {
      while (rows.next()) {
        tables.add(rows.getString(1));
      }
    }
    return tables;
  }
}
