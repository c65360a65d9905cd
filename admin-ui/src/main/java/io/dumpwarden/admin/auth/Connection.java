package io.dumpwarden.admin.auth;

import io.dumpwarden.access.Visitor;
import io.javalin.http.Context;

/**
 * How a request came here.
 *
 * @param address who sent it
 * @param secure whether nobody could read it on its way
 */
public record Connection(String address, boolean secure) {

  private static final int LONGEST_ADDRESS = 64;

  public static Connection of(Context ctx) {
    String address = ctx.ip();
    return new Connection(
        address.length() > LONGEST_ADDRESS ? address.substring(0, LONGEST_ADDRESS) : address,
        "https".equals(ctx.scheme()));
  }

  /** Who knocks, through the pages or the REST API. */
  public Visitor visitor(Context ctx) {
    String agent = ctx.userAgent();
    return new Visitor(
        ctx.path().startsWith("/api/") ? "api" : "ui", address, agent == null ? "" : agent);
  }
}
