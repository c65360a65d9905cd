package io.dumpwarden.app.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who calls the admin server: a browser that keeps cookies and sends its session's form
 * token along, or a program with a token. Follows no redirect. For one thread.
 */
final class Client {

  /** An answer; the body is cut off after 4 MiB, and not waited for where it is a stream. */
  record Answer(int status, Map<String, String> headers, String body) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    JsonNode json() {
      try {
        return MAPPER.readTree(body);
      } catch (IOException e) {
        throw new AssertionError("no JSON: " + this, e);
      }
    }

    String header(String name) {
      return headers.getOrDefault(name.toLowerCase(java.util.Locale.ROOT), "");
    }
  }

  private static final HttpClient HTTP =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
  private static final Pattern FORM_TOKEN = Pattern.compile("\"X-CSRF-Token\": \"([^\"]+)\"");
  private static final int MOST = 4 << 20;

  private final URI server;
  private final Map<String, String> cookies = new LinkedHashMap<>();
  private final Map<String, String> headers = new LinkedHashMap<>();
  private @Nullable String formToken;

  Client(URI server) {
    this.server = server;
  }

  /** A program with a token. */
  Client withToken(String token) {
    headers.put("Authorization", "Bearer " + token);
    return this;
  }

  Client withHeader(String name, String value) {
    headers.put(name, value);
    return this;
  }

  Client withCookie(String name, String value) {
    cookies.put(name, value);
    return this;
  }

  /** The same browser, which sends this form token whatever its session's is; null for none. */
  Client sendingFormToken(@Nullable String token) {
    Client other = new Client(server);
    other.cookies.putAll(cookies);
    other.headers.putAll(headers);
    other.formToken = token;
    return other;
  }

  @Nullable String formToken() {
    return formToken;
  }

  Map<String, String> cookies() {
    return Map.copyOf(cookies);
  }

  /** Signs in as people do. */
  Client signIn(String name, String password) {
    get("/login");
    Answer answer = form("/login", Map.of("name", name, "password", password));
    if (answer.status() != 303) {
      throw new AssertionError("%s cannot sign in: %s".formatted(name, answer));
    }
    get("/servers");
    return this;
  }

  Answer get(String path) {
    Answer answer = send("GET", path, null, null);
    if (answer.header("content-type").startsWith("text/html")) {
      Matcher token = FORM_TOKEN.matcher(answer.body());
      if (token.find() && !token.group(1).isEmpty()) {
        formToken = token.group(1);
      }
    }
    return answer;
  }

  Answer form(String path, Map<String, String> fields) {
    Map<String, String> all = new LinkedHashMap<>(fields);
    if (formToken != null) {
      all.put("_csrf", formToken);
    }
    String body =
        all.entrySet().stream()
            .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
            .collect(Collectors.joining("&"));
    return send("POST", path, "application/x-www-form-urlencoded", body);
  }

  Answer json(String method, String path, Object body) {
    try {
      return send(method, path, "application/json", Answer.MAPPER.writeValueAsString(body));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  Answer send(String method, String path, @Nullable String type, @Nullable String body) {
    return send(method, URI.create(server + path), type, body);
  }

  private Answer send(String method, URI address, @Nullable String type, @Nullable String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .timeout(Duration.ofSeconds(60))
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    headers.forEach(request::header);
    if (type != null) {
      request.header("Content-Type", type);
    }
    if (formToken != null) {
      request.header("X-CSRF-Token", formToken);
    }
    if (!cookies.isEmpty()) {
      request.header(
          "Cookie",
          cookies.entrySet().stream()
              .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
              .collect(Collectors.joining("; ")));
    }
    try {
      return answer(HTTP.send(request.build(), BodyHandlers.ofInputStream()));
    } catch (IOException e) {
      throw new AssertionError("%s %s: %s".formatted(method, address, e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private Answer answer(HttpResponse<InputStream> response) throws IOException {
    Map<String, String> all = new LinkedHashMap<>();
    response.headers().map().forEach((name, values) -> all.put(name, String.join("\n", values)));
    response.headers().allValues("set-cookie").forEach(this::keep);
    boolean stream = all.getOrDefault("content-type", "").startsWith("text/event-stream");
    try (InputStream in = response.body()) {
      String body = stream ? "" : new String(in.readNBytes(MOST), StandardCharsets.UTF_8);
      return new Answer(response.statusCode(), all, body);
    }
  }

  private void keep(String line) {
    HttpCookie cookie = HttpCookie.parse(line).get(0);
    if (cookie.getMaxAge() == 0) {
      cookies.remove(cookie.getName());
    } else {
      cookies.put(cookie.getName(), cookie.getValue());
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
