package io.dumpwarden.admin.route;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Answers with JSON that clients ask for again and again: with an ETag, lists page by page. */
public final class ListAnswer {

  private ListAnswer() {}

  /**
   * Answers with a page of a list.
   *
   * @param found as asked for with a limit that is one larger than {@code limit}, so that it shows
   *     whether there is a next page
   * @param cursor the parameter that asks for the next page: {@code before} or {@code after}
   * @param key what stands in it for an entry
   */
  public static <T> void page(
      Context ctx, List<T> found, int limit, String cursor, Function<T, String> key) {
    List<T> page = found.size() > limit ? found.subList(0, limit) : found;
    if (found.size() > limit) {
      String last = key.apply(page.get(page.size() - 1));
      ctx.header("Link", "<%s>; rel=\"next\"".formatted(next(ctx, cursor, last)));
    }
    json(ctx, page);
  }

  /** Answers with JSON, or with 304 to somebody who has it. */
  public static void json(Context ctx, Object value) {
    byte[] body = bytes(value);
    String tag = '"' + digest(body) + '"';
    ctx.header("ETag", tag).header("Cache-Control", "no-cache");
    String known = ctx.header("If-None-Match");
    if (known != null && List.of(known.split("\\s*,\\s*")).contains(tag)) {
      ctx.status(HttpStatus.NOT_MODIFIED);
      return;
    }
    ctx.contentType("application/json").result(body);
  }

  private static String next(Context ctx, String cursor, String last) {
    List<String> parameters = new ArrayList<>();
    for (Map.Entry<String, List<String>> each : ctx.queryParamMap().entrySet()) {
      if (!each.getKey().equals(cursor)) {
        each.getValue().forEach(value -> parameters.add(parameter(each.getKey(), value)));
      }
    }
    parameters.add(parameter(cursor, last));
    return ctx.path() + "?" + String.join("&", parameters);
  }

  private static String parameter(String name, String value) {
    return encoded(name) + "=" + encoded(value);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static byte[] bytes(Object value) {
    try {
      return AnswerJson.MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an answer that JSON cannot hold", e);
    }
  }

  private static String digest(byte[] body) {
    try {
      byte[] sha = MessageDigest.getInstance("SHA-256").digest(body);
      return HexFormat.of().formatHex(sha, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
