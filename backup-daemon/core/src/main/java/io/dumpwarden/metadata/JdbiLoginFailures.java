package io.dumpwarden.metadata;

import io.dumpwarden.access.LoginFailures;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** Failed logins as rows, one for each name and address. */
public final class JdbiLoginFailures implements LoginFailures {

  private final Database database;

  public JdbiLoginFailures(MetadataStore store) {
    this.database = store.database();
  }

  @Override
  public Map<String, Instant> blocked(Instant now) {
    Map<String, Instant> blocked = new HashMap<>();
    database
        .read(
            h ->
                h.createQuery(
                        "SELECT subject, blocked_until FROM login_failure"
                            + " WHERE blocked_until > :now")
                    .bind("now", now)
                    .map((r, c) -> Map.entry(r.getString("subject"), Utc.get(r, "blocked_until")))
                    .list())
        .forEach(entry -> blocked.put(entry.getKey(), entry.getValue()));
    return blocked;
  }

  @Override
  public Failures change(String subject, Function<Optional<Failures>, Failures> change) {
    return database.write(
        h -> {
          // a row to lock, so that the first two attempts do not overlook each other
          h.createUpdate(
                  """
                  INSERT INTO login_failure (subject, failures, last_at)
                  VALUES (:s, 0, UTC_TIMESTAMP(6)) ON DUPLICATE KEY UPDATE subject = subject
                  """)
              .bind("s", subject)
              .execute();
          Optional<Failures> known = lock(h, subject).filter(failures -> failures.count() > 0);
          Failures after = change.apply(known);
          if (known.isEmpty() || known.get() != after) {
            update(h, subject, after);
          }
          return after;
        });
  }

  @Override
  public void forget(String subject) {
    database.change(
        h ->
            h.createUpdate("DELETE FROM login_failure WHERE subject = :s")
                .bind("s", subject)
                .execute());
  }

  @Override
  public int prune(Instant before) {
    return database.write(
        h ->
            h.createUpdate("DELETE FROM login_failure WHERE last_at < :before")
                .bind("before", before)
                .execute());
  }

  private static Optional<Failures> lock(Handle h, String subject) {
    return h.createQuery("SELECT * FROM login_failure WHERE subject = :s FOR UPDATE")
        .bind("s", subject)
        .map((r, c) -> read(r))
        .findOne();
  }

  private static void update(Handle h, String subject, Failures after) {
    String sql =
        """
        UPDATE login_failure SET failures = :count, last_at = :lastAt, blocked_until = :blockedUntil
        WHERE subject = :subject
        """;
    h.createUpdate(sql)
        .bind("count", after.count())
        .bind("lastAt", after.lastAt())
        .bind("blockedUntil", after.blockedUntil())
        .bind("subject", subject)
        .execute();
  }

  private static Failures read(ResultSet row) throws SQLException {
    return new Failures(
        row.getInt("failures"), Utc.get(row, "last_at"), Utc.find(row, "blocked_until"));
  }
}
