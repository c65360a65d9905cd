package io.dumpwarden.notify.send;

import io.dumpwarden.notify.Notice;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;

/** Names for notices, made of what they say: a notice that is sent again has the same. */
final class NoticeIds {

  private static final int LENGTH = 32;

  private NoticeIds() {}

  static String of(Notice notice) {
    return hash(
        List.of(
            notice.kind().name(),
            String.valueOf(notice.event()),
            notice.key(),
            notice.title(),
            notice.at().truncatedTo(ChronoUnit.MILLIS).toString()));
  }

  /** The same for all notices of one problem, from its begin to its end; another the next time. */
  static String thread(Notice notice) {
    Instant since = notice.since();
    String begin = since == null ? "" : since.truncatedTo(ChronoUnit.SECONDS).toString();
    return hash(List.of("thread", notice.key(), begin));
  }

  private static String hash(List<String> parts) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      byte[] digest = sha.digest(String.join("\0", parts).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, LENGTH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
