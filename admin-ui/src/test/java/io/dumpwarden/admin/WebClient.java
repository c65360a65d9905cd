package io.dumpwarden.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Asks a server as a browser or a program does, and keeps what cookies it sets. */
final class WebClient {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]*)\"");

  private final int port;
  final Map<String, String> cookies = new LinkedHashMap<>();
  final Map<String, String> headers = new LinkedHashMap<>();
  String formToken = "";

  WebClient(int port) {
    this.port = port;
  }

  WebClient with(String header, String value) {
    headers.put(header, value);
    return this;
  }

  WebClient in(String name, String password) {
    HttpResponse<String> answer = form("/login", "name", name, "password", password);
    if (answer.statusCode() != 303) {
      throw new AssertionError(answer.statusCode() + " " + answer.body());
    }
    formToken = json("GET", "/api/v1/session", null).get("csrfToken").asText();
    return this;
  }

  HttpResponse<String> get(String path) {
    return send("GET", path, "text/html", "", null);
  }

  /** Sends a form, with the session's token where there is one. */
  HttpResponse<String> form(String path, String... namesAndValues) {
    StringBuilder form = new StringBuilder("_csrf=" + formToken);
    for (int i = 0; i < namesAndValues.length; i += 2) {
      form.append('&')
          .append(encoded(namesAndValues[i]))
          .append('=')
          .append(encoded(namesAndValues[i + 1]));
    }
    return send("POST", path, "text/html", "application/x-www-form-urlencoded", form.toString());
  }

  HttpResponse<String> api(String method, String path, String body) {
    return send(method, path, "application/json", "application/json", body);
  }

  JsonNode json(String method, String path, @Nullable String body) {
    return json(send(method, path, "application/json", "application/json", body));
  }

  static JsonNode json(HttpResponse<String> answer) {
    try {
      return new ObjectMapper().readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The token in the page's forms. */
  static String tokenIn(HttpResponse<String> page) {
    Matcher token = TOKEN.matcher(page.body());
    return token.find() ? token.group(1) : "";
  }

  private HttpResponse<String> send(
      String method, String path, String accept, String type, @Nullable String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("Accept", accept)
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (!type.isEmpty()) {
      request.header("Content-Type", type);
    }
    if (!cookies.isEmpty()) {
      StringBuilder all = new StringBuilder();
      cookies.forEach((name, value) -> all.append(name).append('=').append(value).append("; "));
      request.header("Cookie", all.toString());
    }
    if (type.equals("application/json") && !formToken.isEmpty()) {
      request.header("X-CSRF-Token", formToken);
    }
    headers.forEach(request::header);
    try {
      HttpResponse<String> answer = HTTP.send(request.build(), BodyHandlers.ofString());
      answer.headers().allValues("Set-Cookie").forEach(this::keep);
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void keep(String cookie) {
    String pair = cookie.split(";", 2)[0];
    String name = pair.substring(0, pair.indexOf('='));
    String value = pair.substring(pair.indexOf('=') + 1);
    if (cookie.contains("Max-Age=0") || value.isEmpty()) {
      cookies.remove(name);
    } else {
      cookies.put(name, value);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
