package io.dumpwarden.app.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dumpwarden.access.Role;
import io.dumpwarden.admin.route.Route;
import io.dumpwarden.app.admin.Client.Answer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What nobody should write into a field, in every field of every form and every body: stored and
 * shown as the text it is, or refused with the field's name. Never an error of ours, never markup,
 * never a line of the log or a header that somebody else wrote.
 */
@Tag("long")
class HostileInputTest {

  private static final String MARK = "hostile7";

  private static final Map<String, String> TEXTS = texts();

  /** A quote in a text is one; in a tag it would end an attribute. */
  private static final List<Pattern> MARKUP =
      List.of(
          Pattern.compile("<script>" + MARK),
          Pattern.compile("<[a-z][^<>]*\\sonmouseover=\"" + MARK),
          Pattern.compile("(href|action|src)=\"javascript:"));

  private static AdminScene scene;
  private static LogLines log;

  private static Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("script", "<script>" + MARK + "()</script>");
    texts.put("attribute", "\" onmouseover=\"" + MARK + "()\" x='");
    texts.put("address", "javascript:" + MARK + "()");
    texts.put("four bytes", "\uD83D\uDCA5\u0001 " + MARK + " \u202Eesrever\u202C");
    texts.put("half a character", "\uD83D" + MARK);
    texts.put("long", MARK + "x".repeat(10_000));
    texts.put("path", "../../../../etc/passwd");
    texts.put("option", "--defaults-file=/etc/passwd");
    texts.put("lines", MARK + "\r\nX-Injected: yes\r\n\r\nERROR forged line");
    texts.put("nul", MARK + "\u0000hidden");
    texts.put("sql", "'; DROP TABLE server; -- `" + MARK);
    texts.put("template", "${7*7}#{7*7}{{7*7}}%s%n" + MARK);
    return texts;
  }

  @BeforeAll
  static void start() throws Exception {
    // what it writes into rows stays there
    scene = AdminScene.own();
    log = LogLines.listen();
  }

  @AfterAll
  static void stop() {
    log.close();
    scene.close();
  }

  @Test
  void noFieldOfAFormTakesItForMoreThanText() {
    Client admin = scene.newSession(Role.ADMIN);
    List<String> wrong = new ArrayList<>();
    List<Site.Form> forms =
        Site.of(admin, path -> !path.startsWith("/api/") && !path.contains("download"))
            .forms()
            .stream()
            .filter(
                form -> !form.action().equals("/logout") && !form.action().startsWith("/account"))
            .filter(form -> !form.texts().isEmpty())
            .toList();

    for (Site.Form form : forms) {
      for (String field : form.texts()) {
        TEXTS.forEach(
            (kind, text) -> judge(form, field, kind, post(admin, form, field, text), wrong));
      }
    }

    System.out.println("hostile input: %d forms".formatted(forms.size()));
    assertThat(forms).hasSizeGreaterThan(8);
    assertThat(wrong).isEmpty();
    assertThat(forged()).isEmpty();
  }

  private static Answer post(Client client, Site.Form form, String field, String text) {
    Map<String, String> fields = new LinkedHashMap<>(form.fields());
    fields.put(field, text);
    return client.form(form.action(), fields);
  }

  private static void judge(
      Site.Form form, String field, String kind, Answer answer, List<String> wrong) {
    String where = "%s %s=%s: ".formatted(form.action(), field, kind);
    if (answer.status() >= 500 && answer.status() != 502) {
      wrong.add(where + answer.status() + " " + cut(answer.body()));
    }
    if (answer.status() == 401 || answer.status() == 403) {
      wrong.add(where + "the form was not even looked at: " + answer.status());
    }
    wrong.addAll(markup(answer).stream().map(found -> where + found).toList());
  }

  /** What a browser would take for more than text. */
  private static List<String> markup(Answer answer) {
    List<String> found = new ArrayList<>();
    if (answer.headers().containsKey("x-injected")) {
      found.add("it wrote a header");
    }
    boolean html = answer.header("content-type").startsWith("text/html");
    for (Pattern raw : MARKUP) {
      Matcher matcher = raw.matcher(html ? answer.body() : "");
      if (matcher.find()) {
        found.add("it is markup: " + around(answer.body(), matcher.group()));
      }
    }
    if (html && answer.body().contains("49#{7*7}")) {
      found.add("it was evaluated");
    }
    return found;
  }

  @Test
  void noFieldOfABodyTakesItForMoreThanText() {
    Client admin = scene.newSession(Role.ADMIN);
    OpenApi page = OpenApi.read();
    List<String> wrong = new ArrayList<>();
    int fields = 0;
    for (Route route : page.routes()) {
      JsonNode body =
          page.resolved(page.operation(route).at("/requestBody/content/application~1json/schema"));
      for (var property : body.path("properties").properties()) {
        fields++;
        for (var text : TEXTS.entrySet()) {
          judge(page, route, property, text, send(admin, route, property, text.getValue()), wrong);
        }
      }
    }

    System.out.println("hostile input: %d fields of bodies".formatted(fields));
    assertThat(fields).isGreaterThan(60);
    assertThat(wrong).isEmpty();
    assertThat(forged()).isEmpty();
  }

  private static Answer send(
      Client client, Route route, Map.Entry<String, JsonNode> property, String text) {
    ObjectNode body = new ObjectMapper().createObjectNode();
    if (property.getValue().path("type").toString().contains("array")) {
      body.putArray(property.getKey()).add(text);
    } else if (property.getValue().path("type").toString().contains("object")) {
      body.putObject(property.getKey()).put("path", text);
    } else {
      body.put(property.getKey(), text);
    }
    String address =
        route
            .path()
            .replace("{id}", "019a0000-0000-7000-8000-000000000000")
            .replaceAll("\\{[^}]+}", "shop1");
    return client.send(route.method(), address, "application/json", body.toString());
  }

  private static void judge(
      OpenApi page,
      Route route,
      Map.Entry<String, JsonNode> property,
      Map.Entry<String, String> text,
      Answer answer,
      List<String> wrong) {
    String where =
        "%s %s %s=%s: ".formatted(route.method(), route.path(), property.getKey(), text.getKey());
    if (answer.status() >= 500 && answer.status() != 502) {
      wrong.add(where + answer.status() + " " + cut(answer.body()));
    }
    page.wrongWith(route, answer).forEach(error -> wrong.add(where + error));
    wrong.addAll(markup(answer).stream().map(found -> where + found).toList());
  }

  @Test
  void noNameInAnAddressTakesItForMoreThanText() {
    Client admin = scene.newSession(Role.ADMIN);
    List<String> wrong = new ArrayList<>();
    scene.admin().routes().stream()
        .filter(route -> route.method().equals("GET") && route.path().contains("{"))
        .forEach(
            route ->
                TEXTS.forEach(
                    (kind, text) -> {
                      String coded =
                          java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8)
                              .replace("+", "%20");
                      Answer answer = admin.get(route.path().replaceAll("\\{[^}]+}", coded));
                      if (answer.status() >= 500) {
                        wrong.add("%s %s: %d".formatted(route.path(), kind, answer.status()));
                      }
                      markup(answer)
                          .forEach(found -> wrong.add(route.path() + " " + kind + ": " + found));
                    }));

    assertThat(wrong).isEmpty();
    assertThat(forged()).isEmpty();
  }

  @Test
  void noParameterTakesItForMoreThanText() {
    Client admin = scene.newSession(Role.ADMIN);
    List<String> wrong = new ArrayList<>();
    List<String> names =
        List.of(
            "limit",
            "before",
            "after",
            "server",
            "database",
            "type",
            "status",
            "storage",
            "schedule",
            "q",
            "text",
            "from",
            "to",
            "label",
            "next",
            "cron",
            "zone",
            "kind",
            "actor",
            "sort",
            "nobody-knows");
    scene.admin().routes().stream()
        .filter(route -> route.method().equals("GET") && !route.path().contains("{"))
        .forEach(
            route ->
                names.forEach(
                    name ->
                        TEXTS.forEach(
                            (kind, text) -> {
                              String coded =
                                  java.net.URLEncoder.encode(
                                      text, java.nio.charset.StandardCharsets.UTF_8);
                              Answer answer = admin.get(route.path() + "?" + name + "=" + coded);
                              if (answer.status() >= 500
                                  && !(kind.equals("long") && answer.status() == 414)) {
                                wrong.add(
                                    "%s?%s %s: %d"
                                        .formatted(route.path(), name, kind, answer.status()));
                              }
                              markup(answer)
                                  .forEach(
                                      found ->
                                          wrong.add(
                                              route.path()
                                                  + "?"
                                                  + name
                                                  + " "
                                                  + kind
                                                  + ": "
                                                  + found));
                            })));

    assertThat(wrong).isEmpty();
    assertThat(forged()).isEmpty();
  }

  /** Afterwards, what was stored is shown as text everywhere. */
  @Test
  void whatWasTakenIsShownAsText() {
    Client admin = scene.newSession(Role.ADMIN);
    for (var text : TEXTS.entrySet()) {
      admin.json(
          "POST",
          "/api/v1/schedules",
          Map.of(
              "name",
              "hostile-" + text.getKey().replace(' ', '-'),
              "type",
              "manual",
              "servers",
              "shop1",
              "drillAssertions",
              List.of("SELECT 1 > 0 -- " + text.getValue())));
      admin.json("POST", "/api/v1/runs", Map.of("server", "shop1", "ticket", text.getValue()));
    }
    List<String> wrong = new ArrayList<>();
    Site.of(admin, path -> !path.contains("download"))
        .pages()
        .forEach(
            (path, answer) -> {
              if (answer.status() >= 500) {
                wrong.add(path + ": " + answer.status());
              }
              markup(answer).forEach(found -> wrong.add(path + ": " + found));
            });

    assertThat(wrong).isEmpty();
    assertThat(forged()).isEmpty();
  }

  private static List<String> forged() {
    return log.lines().stream()
        .filter(line -> line.startsWith("ERROR forged line") || line.startsWith("X-Injected"))
        .toList();
  }

  private static String around(String text, String part) {
    int at = text.indexOf(part);
    return text.substring(Math.max(0, at - 60), Math.min(text.length(), at + 60));
  }

  private static String cut(String text) {
    return text.length() > 300 ? text.substring(0, 300) : text;
  }
}
