package io.dumpwarden.scheduler;

import io.dumpwarden.config.ConfigRow;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A short text that changes whenever the content of a row does. */
final class ContentHash {

  private ContentHash() {}

  /** What is as by default counts as absent: a column that a later version adds changes nothing. */
  static String of(ConfigRow row) {
    StringBuilder content = new StringBuilder(row.id());
    for (String column : row.kind().columns()) {
      @Nullable String text = row.fields().get(column);
      if (text != null && !text.equals(row.kind().standards().get(column))) {
        content.append('\n').append(column).append('=').append(text.length()).append(':');
        content.append(text);
      }
    }
    try {
      byte[] sha =
          MessageDigest.getInstance("SHA-256")
              .digest(content.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(sha, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
