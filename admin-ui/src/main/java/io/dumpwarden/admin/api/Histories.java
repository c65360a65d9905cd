package io.dumpwarden.admin.api;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Optional;

/** What the resources of history have in common. */
final class Histories {

  static final String API = "/api/v1";

  private Histories() {}

  /** What was found, or {@code NOT_FOUND}. */
  static <T> T require(Optional<T> found, String noun, String id) {
    return found.orElseThrow(
        () ->
            new DumpwardenException(
                ErrorCode.NOT_FOUND, "there is no %s %s".formatted(noun, quoted(id))));
  }

  /** Ids from addresses may be anything. */
  private static String quoted(String id) {
    String plain = id.replaceAll("\\p{Cntrl}", "?");
    return plain.length() > 60 ? plain.substring(0, 60) + "…" : plain;
  }

  /** Long work that was begun: where to follow it, and how it stands. */
  static void accepted(Context ctx, String location, Object view) {
    ctx.status(HttpStatus.ACCEPTED).header("Location", location).json(view);
  }

  /**
   * How many lines of a log a client of events has; 0 for all to come. A browser that connects anew
   * says so by itself, a page that shows some lines already by {@code ?after=}.
   */
  static int linesSeen(Context ctx) {
    String again = ctx.header("Last-Event-ID");
    String last = again == null ? ctx.queryParam("after") : again;
    return last != null && last.matches("\\d{1,8}") ? Integer.parseInt(last) : 0;
  }
}
