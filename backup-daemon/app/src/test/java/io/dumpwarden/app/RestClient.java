package io.dumpwarden.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dumpwarden.access.Actor;
import io.dumpwarden.access.Role;
import io.dumpwarden.access.TokenEditor;
import io.dumpwarden.access.TokenEditor.NewToken;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A program that uses the REST API with a token of its own. */
public final class RestClient {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LIMIT = Duration.ofSeconds(90);

  /** An answer. */
  public record Answer(int status, byte[] bytes, HttpResponse<?> raw) {

    public String text() {
      return new String(bytes, StandardCharsets.UTF_8);
    }

    public JsonNode json() {
      return parsed(text());
    }

    public String header(String name) {
      return raw.headers().firstValue(name).orElse("");
    }
  }

  /** A server-sent event. */
  public record Event(String name, String data, String id) {

    public JsonNode json() {
      return parsed(data);
    }
  }

  private final Supplier<URI> server;
  private final String token;
  private final HttpClient http = HttpClient.newHttpClient();

  private RestClient(Supplier<URI> server, String token) {
    this.server = server;
    this.token = token;
  }

  /** One with a fresh token of that role. */
  public static RestClient of(TestDaemon daemon, Role role) {
    Platform platform = daemon.platform();
    NewToken wanted = new NewToken("t" + UUID.randomUUID(), role.id(), null);
    String token =
        new TokenEditor(platform.access(), platform.clock())
            .create(wanted, Role.ADMIN, new Actor("test", "cli"))
            .text()
            .reveal();
    return new RestClient(daemon::admin, token);
  }

  public Answer get(String path, String... headers) {
    return send("GET", path, "", headers);
  }

  public Answer post(String path, String body) {
    return send("POST", path, body);
  }

  public Answer put(String path, String body) {
    return send("PUT", path, body);
  }

  public Answer delete(String path) {
    return send("DELETE", path, "");
  }

  private Answer send(String method, String path, String body, String... headers) {
    HttpResponse<byte[]> answer = exchange(request(path, headers).method(method, publish(body)));
    return new Answer(answer.statusCode(), answer.body(), answer);
  }

  private static HttpRequest.BodyPublisher publish(String body) {
    return body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
  }

  private HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.get().resolve("/api/v1/" + path))
            .timeout(LIMIT)
            .header("Authorization", "Bearer " + token);
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return request;
  }

  private HttpResponse<byte[]> exchange(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new IllegalStateException("the connection was cut: " + e, e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** All events until the server ends them. */
  public List<Event> events(String path, String... headers) {
    HttpRequest request =
        request(path, headers).header("Accept", "text/event-stream").GET().build();
    try {
      HttpResponse<Stream<String>> answer = http.send(request, BodyHandlers.ofLines());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException("events are answered with " + answer.statusCode());
      }
      return events(answer.body().toList());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Event> events(List<String> lines) {
    List<Event> events = new ArrayList<>();
    String name = "";
    String id = "";
    StringBuilder data = new StringBuilder();
    for (String line : lines) {
      if (line.isEmpty() && data.length() > 0) {
        events.add(new Event(name, data.toString(), id));
        data.setLength(0);
      } else if (line.startsWith("event: ")) {
        name = line.substring(7);
        id = "";
      } else if (line.startsWith("id: ")) {
        id = line.substring(4);
      } else if (line.startsWith("data: ")) {
        data.append(line.substring(6));
      }
    }
    return events;
  }

  private static JsonNode parsed(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("no JSON: " + text, e);
    }
  }
}
