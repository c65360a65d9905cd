package io.dumpwarden.admin.route;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON object that a request brings, as it is. */
public final class RequestJson {

  private static final ObjectReader READER =
      AnswerJson.MAPPER
          .readerFor(new TypeReference<LinkedHashMap<String, @Nullable Object>>() {})
          .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private RequestJson() {}

  /** The body; an empty object where there is none. Refuses what is no JSON object by 400. */
  public static Map<String, @Nullable Object> object(Context ctx) {
    byte[] body = ctx.bodyAsBytes();
    if (body.length == 0) {
      return new LinkedHashMap<>();
    }
    try {
      Map<String, @Nullable Object> object = READER.readValue(body);
      if (object != null) {
        return object;
      }
      throw refused("the body is no JSON object");
    } catch (JsonProcessingException e) {
      // the parser's own message may quote a secret
      throw refused(
          "the body is no JSON object, at line %d, column %d"
              .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr()));
    } catch (IOException e) {
      throw refused("the body cannot be read");
    }
  }

  private static ProblemException refused(String why) {
    return new ProblemException(
        Problem.of(HttpStatus.BAD_REQUEST.getCode(), why)
            .because("body-unreadable", "send a JSON object as application/json"));
  }
}
