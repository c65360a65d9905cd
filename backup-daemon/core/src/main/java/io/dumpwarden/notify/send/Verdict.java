package io.dumpwarden.notify.send;

import io.dumpwarden.notify.NotSentException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the status of an HTTP answer means for a notice. */
final class Verdict {

  private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

  /** What Slack says of webhooks that do not work. */
  private static final List<String> SLACKS =
      List.of(
          "action_prohibited",
          "channel_is_archived",
          "channel_not_found",
          "invalid_payload",
          "invalid_token",
          "no_active_hooks",
          "no_service",
          "no_team",
          "posting_to_general_channel_denied",
          "team_disabled");

  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

  private Verdict() {}

  static Answer of(Call call, Answer answer) throws NotSentException {
    int status = answer.status();
    if (status >= 200 && status < 300) {
      return answer;
    }
    Host host = call.address().host();
    if (status == 408 || status == 425 || status == 429 || status >= 500) {
      throw new NotSentException(
          "%s answers with status %d".formatted(host.name(), status), true, pause(answer));
    }
    throw new NotSentException(
        "%s answers with status %d%s; %s"
            .formatted(host.name(), status, word(answer), hint(status)),
        !isForGood(status));
  }

  /** Whether it is the message that is not taken; anything else can be corrected meanwhile. */
  private static boolean isForGood(int status) {
    return status == 400 || status == 413 || status == 422;
  }

  /** Only words that are known are repeated: an answer may hold the channel's own URL. */
  private static String word(Answer answer) {
    return SLACKS.stream()
        .filter(answer.start()::contains)
        .findFirst()
        .map(word -> " (" + word + ")")
        .orElse("");
  }

  private static String hint(int status) {
    return switch (status) {
      case 401, 403 -> "it does not let this channel in";
      case 404, 410 -> "its URL may have been withdrawn: make a new one";
      case 413 -> "the message is too long for it";
      default ->
          status < 400
              ? "redirects are not followed: set the URL that it leads to"
              : "it does not take such a message";
    };
  }

  /** Only as a number of seconds, as those who limit rates say it. */
  private static @Nullable Duration pause(Answer answer) {
    Optional<String> said = answer.header("retry-after").filter(t -> SECONDS.matcher(t).matches());
    if (said.isEmpty()) {
      return null;
    }
    Duration pause = Duration.ofSeconds(Long.parseLong(said.get()));
    return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
  }
}
