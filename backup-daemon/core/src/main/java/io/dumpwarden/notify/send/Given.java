package io.dumpwarden.notify.send;

import io.dumpwarden.config.Channel;
import io.dumpwarden.notify.NotSentException;
import io.dumpwarden.storage.Secret;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a channel's row gives; whoever wrote it by plain SQL may have left something out. */
final class Given {

  private static final Set<String> TRUE = Set.of("true", "1", "yes", "on");

  private Given() {}

  static Optional<String> text(Channel channel, String setting) {
    return channel.setting(setting).map(String::strip).filter(text -> !text.isEmpty());
  }

  /** In lower case. */
  static String word(Channel channel, String setting, String standard) {
    return text(channel, setting).orElse(standard).toLowerCase(Locale.ROOT);
  }

  static String required(Channel channel, String setting) throws NotSentException {
    return text(channel, setting)
        .orElseThrow(() -> new NotSentException("the channel has no " + setting, true));
  }

  static boolean flag(Channel channel, String setting) {
    return TRUE.contains(word(channel, setting, ""));
  }

  /** The URL of a channel whose URL is its secret. */
  static HttpAddress secretUrl(Channel channel, @Nullable Secret secret) throws NotSentException {
    if (secret == null || secret.isEmpty()) {
      throw new NotSentException("the channel has no URL", true);
    }
    return HttpAddress.of(channel, secret.reveal());
  }
}
