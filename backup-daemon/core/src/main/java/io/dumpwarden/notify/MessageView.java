package io.dumpwarden.notify;

import io.dumpwarden.config.NotificationEvent;
import io.dumpwarden.notify.Notice.About;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A message as {@code --json} and REST show it. */
public record MessageView(
    String id,
    String channel,
    @Nullable String rule,
    String kind,
    @Nullable String event,
    String severity,
    String key,
    String title,
    List<String> lines,
    @Nullable String server,
    @Nullable String schedule,
    @Nullable String storage,
    @Nullable String database,
    @Nullable String runId,
    String status,
    Instant createdAt,
    Instant notBefore,
    Instant expiresAt,
    int attempts,
    @Nullable String lastError,
    @Nullable Instant endedAt) {

  public static MessageView of(Message message) {
    Notice notice = message.notice();
    About about = notice.about();
    return new MessageView(
        message.id(),
        message.channel(),
        message.rule(),
        word(notice.kind()),
        event(notice.event()),
        word(notice.severity()),
        notice.key(),
        notice.title(),
        notice.lines(),
        about.server(),
        about.schedule(),
        about.storage(),
        about.database(),
        about.runId(),
        message.status().id(),
        message.createdAt(),
        message.notBefore(),
        message.expiresAt(),
        message.attempts(),
        message.lastError(),
        message.endedAt());
  }

  private static @Nullable String event(@Nullable NotificationEvent event) {
    return event == null ? null : event.id();
  }

  private static String word(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
