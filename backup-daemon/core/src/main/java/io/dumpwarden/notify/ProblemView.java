package io.dumpwarden.notify;

import io.dumpwarden.notify.Notice.About;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An open problem as {@code --json} and REST show it. */
public record ProblemView(
    String id,
    String key,
    String event,
    String severity,
    String title,
    List<String> lines,
    @Nullable String server,
    @Nullable String schedule,
    @Nullable String storage,
    @Nullable String database,
    @Nullable String runId,
    int occurrences,
    Instant openedAt,
    Instant occurredAt) {

  public static ProblemView of(KnownProblem problem) {

    About about = problem.about();
    return new ProblemView(
        problem.id(),
        problem.key(),
        problem.event().id(),
        problem.severity().name().toLowerCase(Locale.ROOT),
        problem.title(),
        problem.lines(),
        about.server(),
        about.schedule(),
        about.storage(),
        about.database(),
        about.runId(),
        problem.occurrences(),
        problem.openedAt(),
        problem.occurredAt());
  }
}
