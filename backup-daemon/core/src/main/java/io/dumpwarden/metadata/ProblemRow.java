package io.dumpwarden.metadata;

import io.dumpwarden.config.NotificationEvent;
import io.dumpwarden.notify.KnownProblem;
import io.dumpwarden.notify.Notice.About;
import io.dumpwarden.notify.Notice.Severity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;

/** A problem as a row. */
final class ProblemRow {

  private ProblemRow() {}

  static final String SAVE =
      """
        INSERT INTO notification_problem
          (id, problem_key, open_key, event, severity, title, details, about, occurrence,
           occurrences, opened_at, occurred_at, cleared_at)
        VALUES
          (:id, :key, :openKey, :event, :severity, :title, :details, :about, :occurrence,
           :occurrences, :openedAt, :occurredAt, :clearedAt)
        ON DUPLICATE KEY UPDATE open_key = VALUES(open_key), event = VALUES(event),
          severity = VALUES(severity), title = VALUES(title), details = VALUES(details),
          about = VALUES(about), occurrence = VALUES(occurrence),
          occurrences = VALUES(occurrences), occurred_at = VALUES(occurred_at),
          cleared_at = VALUES(cleared_at)
        """;

  static void bind(PreparedBatch row, KnownProblem problem) {
    row.bind("id", problem.id())
        .bind("key", problem.key())
        .bind("openKey", problem.isOpen() ? problem.key() : null)
        .bind("event", problem.event().id())
        .bind("severity", problem.severity().name().toLowerCase(Locale.ROOT))
        .bind("title", Text.fit(problem.title()))
        .bind("details", Text.fit(String.join("\n", problem.lines())))
        .bind("about", Json.write(problem.about()))
        .bind("occurrence", problem.occurrence())
        .bind("occurrences", problem.occurrences())
        .bind("openedAt", Utc.stored(problem.openedAt()))
        .bind("occurredAt", Utc.stored(problem.occurredAt()))
        .bind("clearedAt", problem.clearedAt());
  }

  /** Empty for one that a newer version wrote, in words that are not known here. */
  static Optional<KnownProblem> find(ResultSet row, StatementContext context) throws SQLException {
    try {
      return Optional.of(read(row, context));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static KnownProblem read(ResultSet row, StatementContext context) throws SQLException {
    String details = row.getString("details");
    return new KnownProblem(
        row.getString("id"),
        row.getString("problem_key"),
        event(row),
        Severity.valueOf(row.getString("severity").toUpperCase(Locale.ROOT)),
        row.getString("title"),
        details.lines().toList(),
        Json.value(row.getString("about"), About.class),
        row.getString("occurrence"),
        row.getInt("occurrences"),
        Utc.get(row, "opened_at"),
        Utc.get(row, "occurred_at"),
        Utc.find(row, "cleared_at"));
  }

  /** Throws {@link IllegalArgumentException} for one that is not known here. */
  static NotificationEvent event(ResultSet row) throws SQLException {
    String id = row.getString("event");
    return NotificationEvent.valueOf(id.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
