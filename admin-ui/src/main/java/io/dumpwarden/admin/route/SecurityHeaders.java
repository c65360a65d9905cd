package io.dumpwarden.admin;

import java.util.Map;
import java.util.function.BiConsumer;

/** What every answer carries, errors too. */
final class SecurityHeaders {

  private static final Map<String, String> HEADERS =
      Map.of(
          "Cache-Control", "no-store",
          "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'",
          "Referrer-Policy", "no-referrer",
          "X-Content-Type-Options", "nosniff",
          "X-Frame-Options", "DENY");

  private SecurityHeaders() {}

  static void addTo(BiConsumer<String, String> headers) {
    HEADERS.forEach(headers);
  }
}
