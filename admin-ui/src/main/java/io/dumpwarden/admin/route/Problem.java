package io.dumpwarden.admin.route;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An error as RFC 9457 has it. {@code about:blank} says that the status tells all there is to its
 * kind.
 *
 * @param title the status in words
 * @param code the stable code of {@link io.dumpwarden.error.ErrorCode}; null where none fits
 * @param hint what to do about it; null where there is nothing to say
 * @param errors what is wrong with which field; null where it is not about fields
 * @param current the row as it stands now, where an edit came too late; null otherwise
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
    String type,
    String title,
    int status,
    String detail,
    @Nullable String code,
    @Nullable String hint,
    @Nullable List<Field> errors,
    @Nullable Object current) {

  public static final String CONTENT_TYPE = "application/problem+json";

  /** What is wrong with one field. */
  public record Field(String field, String message) {}

  public static Problem of(int status, String detail) {
    return new Problem(
        "about:blank",
        HttpStatus.forStatus(status).getMessage(),
        status,
        detail,
        null,
        null,
        null,
        null);
  }

  public Problem because(String why, @Nullable String whatToDo) {
    return new Problem(type, title, status, detail, why, whatToDo, errors, current);
  }

  public Problem about(List<Field> fields) {
    return new Problem(type, title, status, detail, code, hint, fields, current);
  }

  public Problem withCurrent(Object row) {
    return new Problem(type, title, status, detail, code, hint, errors, row);
  }

  public void answer(Context ctx) {
    ctx.status(status).json(this).contentType(CONTENT_TYPE);
  }

  /** For where no handler answers. */
  public String json() {
    try {
      return AnswerJson.MAPPER.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a problem that JSON cannot hold", e);
    }
  }
}
