package io.dumpwarden.app.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import io.dumpwarden.admin.AdminServer;
import io.dumpwarden.admin.route.Access;
import io.dumpwarden.admin.route.Route;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** openapi.yaml, read, with its schemas to hold answers against. For one thread. */
final class OpenApi {

  private static final String ID = "https://dumpwarden.io/openapi";

  private final JsonNode root;
  private final SchemaRegistry registry;
  private final Map<String, Schema> schemas = new HashMap<>();

  private OpenApi(JsonNode root) {
    this.root = root;
    this.registry =
        SchemaRegistry.withDefaultDialect(
            Dialects.getOpenApi31(), builder -> builder.schemas(Map.of(ID, root.toString())));
  }

  static OpenApi read() {
    try (InputStream in = AdminServer.class.getResourceAsStream("openapi.yaml")) {
      if (in == null) {
        throw new IllegalStateException("there is no openapi.yaml");
      }
      return new OpenApi(new YAMLMapper().readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  JsonNode root() {
    return root;
  }

  /** Every operation, as a route would be registered for it. */
  List<Route> routes() {
    List<Route> all = new ArrayList<>();
    root.path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue().properties().stream()
                    .filter(operation -> !operation.getKey().equals("parameters"))
                    .forEach(operation -> all.add(route(path.getKey(), operation))));
    return all;
  }

  private static Route route(String path, Map.Entry<String, JsonNode> operation) {
    String role = operation.getValue().path("x-role").asText("missing");
    return new Route(
        operation.getKey().toUpperCase(Locale.ROOT),
        path,
        Access.valueOf(role.toUpperCase(Locale.ROOT).replace('-', '_')));
  }

  /** Everything that is wrong with an answer, by what is said of its status and type. */
  List<String> wrongWith(Route route, Client.Answer answer) {
    String type = answer.header("content-type").replaceFirst(";.*", "");
    JsonNode responses = operation(route).path("responses");
    JsonNode response = resolved(responses.path(String.valueOf(answer.status())));
    if (response.isMissingNode()) {
      return List.of("no word of a %d: %s".formatted(answer.status(), answer.body()));
    }
    if (answer.body().isEmpty()) {
      return List.of();
    }
    JsonNode media = response.path("content").path(type);
    if (media.isMissingNode()) {
      return List.of("no word of %s at %d".formatted(type, answer.status()));
    }
    if (!type.matches("application/(problem\\+)?json") || media.path("schema").isMissingNode()) {
      return List.of();
    }
    return schemaAt(pointer(route, responses, answer.status(), type))
        .validate(answer.body(), InputFormat.JSON)
        .stream()
        .map(Error::toString)
        .toList();
  }

  JsonNode operation(Route route) {
    return root.path("paths").path(route.path()).path(route.method().toLowerCase(Locale.ROOT));
  }

  /** What a reference within the page leads to; the node itself where it is none. */
  JsonNode resolved(JsonNode node) {
    return Optional.ofNullable(node.get("$ref"))
        .map(ref -> root.at(ref.asText().substring(1)))
        .orElse(node);
  }

  private String pointer(Route route, JsonNode responses, int status, String type) {
    JsonNode shared = responses.path(String.valueOf(status)).get("$ref");
    String response =
        shared != null
            ? shared.asText().substring(1)
            : "/paths/%s/%s/responses/%d"
                .formatted(escaped(route.path()), route.method().toLowerCase(Locale.ROOT), status);
    return "%s/content/%s/schema".formatted(response, escaped(type));
  }

  private Schema schemaAt(String pointer) {
    return schemas.computeIfAbsent(
        pointer,
        p ->
            registry.getSchema(
                SchemaLocation.of(ID + "#" + p.replace("{", "%7B").replace("}", "%7D"))));
  }

  private static String escaped(String part) {
    return part.replace("~", "~0").replace("/", "~1");
  }
}
