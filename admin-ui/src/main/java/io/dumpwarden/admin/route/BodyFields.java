package io.dumpwarden.admin.route;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The JSON object that a request brings. Each field is asked for by its name; {@link #end} then
 * refuses the request with all that is wrong at once, names that nobody asked for among it. A
 * request without a body is an empty object. For one thread.
 */
public final class BodyFields {

  private final ObjectNode body;
  private final Set<String> known = new TreeSet<>();
  private final FieldProblems problems = new FieldProblems();

  /** Refuses what is no JSON object. */
  public BodyFields(Context ctx) {
    this.body = read(ctx.body());
  }

  private static ObjectNode read(String text) {
    if (text.isBlank()) {
      return AnswerJson.MAPPER.createObjectNode();
    }
    try {
      if (AnswerJson.MAPPER.readTree(text) instanceof ObjectNode object) {
        return object;
      }
      throw refused("the body is no JSON object");
    } catch (JsonProcessingException e) {
      // the parser's own message may quote a secret
      throw refused(
          "the body is no JSON, at line %d, column %d"
              .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr()));
    }
  }

  private static ProblemException refused(String why) {
    return new ProblemException(Problem.of(HttpStatus.BAD_REQUEST.getCode(), why));
  }

  public boolean has(String name) {
    return body.hasNonNull(name);
  }

  /** Null where it is absent, null or blank. */
  public @Nullable String text(String name) {
    JsonNode value = value(name);
    if (value == null) {
      return null;
    }
    if (!value.isTextual() && !value.isNumber()) {
      problems.add(name, "must be a text");
      return null;
    }
    String text = value.asText();
    return text.isBlank() ? null : text;
  }

  /** A text that must be there; empty, and a problem, where it is not. */
  public String required(String name) {
    String text = text(name);
    if (text == null && (value(name) == null || value(name).isTextual())) {
      problems.add(name, "is required");
    }
    return Objects.requireNonNullElse(text, "");
  }

  public String text(String name, String standard) {
    return Objects.requireNonNullElse(text(name), standard);
  }

  public boolean flag(String name, boolean standard) {
    JsonNode value = value(name);
    if (value != null && !value.isBoolean()) {
      problems.add(name, "must be true or false");
    }
    return value == null ? standard : value.asBoolean(standard);
  }

  /** Texts; a single one stands for a list of one. */
  public List<String> texts(String name) {
    JsonNode value = value(name);
    if (value == null) {
      return List.of();
    }
    if (value.isTextual()) {
      return value.asText().isBlank() ? List.of() : List.of(value.asText());
    }
    List<String> texts = new ArrayList<>();
    value.forEach(each -> texts.add(each.asText()));
    boolean wrong = !value.isArray();
    for (JsonNode each : value) {
      wrong |= !each.isTextual();
    }
    if (wrong) {
      problems.add(name, "must be a list of texts");
      return List.of();
    }
    return texts;
  }

  /** Texts by names. */
  public Map<String, String> map(String name) {
    JsonNode value = value(name);
    Map<String, String> texts = new LinkedHashMap<>();
    if (value == null) {
      return texts;
    }
    boolean wrong = value.getNodeType() != JsonNodeType.OBJECT;
    for (Map.Entry<String, JsonNode> each : value.properties()) {
      wrong |= !each.getValue().isTextual();
      texts.put(each.getKey(), each.getValue().asText());
    }
    if (wrong) {
      problems.add(name, "must be an object of texts");
      return Map.of();
    }
    return texts;
  }

  /** The value as it is; null where it is absent or null. */
  public @Nullable JsonNode value(String name) {
    known.add(name);
    JsonNode value = body.get(name);
    return value == null || value.isNull() ? null : value;
  }

  public void problem(String name, String message) {
    problems.add(name, message);
  }

  /**
   * Refuses the request where something was wrong with its body.
   *
   * @param what it is about: {@code the restore}
   */
  public void end(String what) {
    body.fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                problems.unknown(name, known);
              }
            });
    problems.throwIfAny(what);
  }
}
