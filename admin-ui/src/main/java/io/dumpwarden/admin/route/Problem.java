package io.dumpwarden.admin;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;

/**
 * An error as RFC 9457 has it. {@code about:blank} says that the status tells all there is to its
 * kind.
 *
 * @param title the status in words
 */
record Problem(String type, String title, int status, String detail) {

  static final String CONTENT_TYPE = "application/problem+json";

  static Problem of(int status, String detail) {
    return new Problem("about:blank", HttpStatus.forStatus(status).getMessage(), status, detail);
  }

  void answer(Context ctx) {
    ctx.status(status).json(this).contentType(CONTENT_TYPE);
  }
}
