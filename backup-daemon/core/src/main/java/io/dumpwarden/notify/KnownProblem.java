package io.dumpwarden.notify;

import io.dumpwarden.config.NotificationEvent;
import io.dumpwarden.notify.Notice.About;
import io.dumpwarden.notify.Notice.Severity;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A problem on record.
 *
 * @param key what tells it apart; one problem of a key is open at a time
 * @param occurrence what shows that it came about once more, such as the id of the run that failed
 * @param occurrences how often it came about since it was opened
 * @param occurredAt when it did so last
 * @param clearedAt when it was gone; null while it stands
 */
public record KnownProblem(
    String id,
    String key,
    NotificationEvent event,
    Severity severity,
    String title,
    List<String> lines,
    About about,
    String occurrence,
    int occurrences,
    Instant openedAt,
    Instant occurredAt,
    @Nullable Instant clearedAt) {

  public KnownProblem {
    lines = List.copyOf(lines);
  }

  public boolean isOpen() {
    return clearedAt == null;
  }
}
