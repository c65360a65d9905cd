package io.dumpwarden.admin.route;

import java.util.Map;
import java.util.function.BiConsumer;

/** What every answer carries, errors too. */
public final class SecurityHeaders {

  private static final Map<String, String> HEADERS =
      Map.of(
          "Cache-Control", "no-store",
          "Content-Security-Policy",
              "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
                  + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
          "Cross-Origin-Opener-Policy", "same-origin",
          "Cross-Origin-Resource-Policy", "same-origin",
          "Permissions-Policy", "camera=(), geolocation=(), microphone=()",
          "Referrer-Policy", "same-origin",
          "X-Content-Type-Options", "nosniff",
          "X-Frame-Options", "DENY");

  private SecurityHeaders() {}

  public static void addTo(BiConsumer<String, String> headers) {
    HEADERS.forEach(headers);
  }

  /** What answers over TLS carry besides: browsers come that way alone from now on. */
  public static void addSecureTo(BiConsumer<String, String> headers) {
    headers.accept("Strict-Transport-Security", "max-age=31536000");
  }
}
