package io.dumpwarden.notify.send;

import io.dumpwarden.storage.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Proves to a webhook's receiver who made a body, and when: HMAC-SHA256 over the time, a full stop
 * and the body. The time is signed too, so that a receiver can refuse what is old.
 */
final class Signature {

  private static final String ALGORITHM = "HmacSHA256";

  private Signature() {}

  static Map<String, String> headers(Secret key, Instant at, byte[] body) {
    String timestamp = String.valueOf(at.getEpochSecond());
    return Map.of(
        "Dumpwarden-Timestamp",
        timestamp,
        "Dumpwarden-Signature",
        "v1=" + hex(key, timestamp, body));
  }

  private static String hex(Secret key, String timestamp, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key.reveal().getBytes(StandardCharsets.UTF_8), ALGORITHM));
      mac.update((timestamp + ".").getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
