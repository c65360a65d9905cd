package io.dumpwarden.notify.send;

import io.dumpwarden.config.Channel;
import io.dumpwarden.notify.NotSentException;
import io.dumpwarden.notify.Notice;
import io.dumpwarden.notify.Sender;
import io.dumpwarden.storage.Secret;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Calls a dead-man switch in the way of healthchecks.io: the URL, and {@code /start}, {@code
 * /fail}.
 */
final class PingSender implements Sender {

  private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  /** As much as is kept of it there, in bytes; most characters are one. */
  private static final int LONGEST_BODY = 8_000;

  private final HttpPost http;

  PingSender(HttpPost http) {
    this.http = http;
  }

  @Override
  public void send(Channel channel, @Nullable Secret secret, Notice notice)
      throws NotSentException {
    HttpAddress address = Given.secretUrl(channel, secret).plus(suffix(notice));
    String run = notice.about().runId();
    // tells runs apart that go on at the same time
    HttpAddress whole =
        run != null && UUID.matcher(run).matches() ? address.with("rid=" + run) : address;
    String body = Words.cut(new MessageText(notice).whole(), LONGEST_BODY);
    judge(whole, http.send(Call.post(whole, "text/plain; charset=utf-8", body)));
  }

  private static String suffix(Notice notice) throws NotSentException {
    return switch (notice.kind()) {
      case PING_START -> "/start";
      case PING_FAIL, PROBLEM, REPEATED -> "/fail";
      case PING_SUCCESS, RECOVERED, TEST -> "";
      case DIGEST -> throw new NotSentException("a ping takes no digests", false);
    };
  }

  /** What is not taken is answered with status 200 too. */
  private static void judge(HttpAddress address, Answer answer) throws NotSentException {
    String name = address.host().name();
    if (answer.start().contains("OK (not found)")) {
      throw new NotSentException(name + " knows no check of the channel's URL", true);
    }
    if (answer.start().contains("OK (rate limited)")) {
      throw new NotSentException(name + " was called too often", true);
    }
  }
}
