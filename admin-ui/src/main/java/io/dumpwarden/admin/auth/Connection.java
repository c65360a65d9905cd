package io.dumpwarden.admin.auth;

import io.dumpwarden.access.Visitor;
import io.javalin.http.Context;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a request came here.
 *
 * @param address who sent it; where trusted proxies did, for whom
 * @param secure whether nobody could read it on its way
 * @param host what the browser calls this server, with the port; null where it does not say
 */
public record Connection(String address, boolean secure, @Nullable String host) {

  private static final String ATTRIBUTE = "connection";
  private static final int LONGEST_ADDRESS = 64;

  public static Connection of(Context ctx) {
    Connection known = ctx.attribute(ATTRIBUTE);
    return known == null ? through(ctx, TrustedProxies.NONE) : known;
  }

  /** For the one who takes requests in, before everything else. */
  public static void bindTo(Context ctx, TrustedProxies proxies) {
    ctx.attribute(ATTRIBUTE, through(ctx, proxies));
  }

  /** Who knocks, through the pages or the REST API. */
  public Visitor visitor(Context ctx) {
    String agent = ctx.userAgent();
    return new Visitor(
        ctx.path().startsWith("/api/") ? "api" : "ui", address, agent == null ? "" : agent);
  }

  private static Connection through(Context ctx, TrustedProxies proxies) {
    String peer = ctx.req().getRemoteAddr();
    boolean secure = ctx.req().isSecure();
    if (!proxies.contains(peer)) {
      return new Connection(cut(peer), secure, ctx.header("Host"));
    }
    String host = last(ctx, "X-Forwarded-Host").orElse(ctx.header("Host"));
    boolean outside = last(ctx, "X-Forwarded-Proto").map("https"::equalsIgnoreCase).orElse(secure);
    return new Connection(cut(caller(ctx, peer, proxies)), outside, host);
  }

  /**
   * Each proxy adds at the end whom it was called by. So the last one that is not a proxy of ours
   * is the caller; what stands before it anybody may have written.
   */
  private static String caller(Context ctx, String peer, TrustedProxies proxies) {
    String caller = peer;
    for (String entry : fromTheEnd(ctx, "X-Forwarded-For")) {
      Optional<String> address = TrustedProxies.address(entry);
      if (address.isEmpty()) {
        return caller;
      }
      caller = address.get();
      if (!proxies.contains(caller)) {
        return caller;
      }
    }
    return caller;
  }

  /** What the proxy nearest to us says. */
  private static Optional<String> last(Context ctx, String header) {
    return fromTheEnd(ctx, header).stream().map(String::strip).findFirst();
  }

  private static List<String> fromTheEnd(Context ctx, String header) {
    String all = String.join(",", Collections.list(ctx.req().getHeaders(header)));
    if (all.isBlank()) {
      return List.of();
    }
    List<String> entries = Arrays.asList(all.split(","));
    Collections.reverse(entries);
    return entries;
  }

  private static String cut(String address) {
    return address.length() > LONGEST_ADDRESS ? address.substring(0, LONGEST_ADDRESS) : address;
  }
}
