package io.dumpwarden.swap;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.source.Login;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the journals of a server, and concludes those whose owner is gone. */
final class Recovery {

  private final Workplaces workplaces;
  private final Login login;

  Recovery(Workplaces workplaces, Login login) {
    this.workplaces = workplaces;
    this.login = login;
  }

  List<SwapOutcome> recover() {
    List<SwapOutcome> outcomes = new ArrayList<>();
    for (SwapNames names : journals()) {
      try (TargetSession session = workplaces.session(login, true)) {
        if (session.lock(names.lock(), Duration.ZERO)) {
          recover(session, names).ifPresent(outcomes::add);
        }
      } catch (SQLException | IOException e) {
        throw gone(e);
      }
    }
    return List.copyOf(outcomes);
  }

  private Optional<SwapOutcome> recover(TargetSession session, SwapNames names)
      throws SQLException, IOException {
    Workplace work = workplaces.of(session, names, login);
    if (work.journal().phase().isEmpty()) {
      if (work.journal().isNothingElse()) {
        work.journal().drop();
      }
      return Optional.empty();
    }
    SwapRecord record = work.journal().record();
    if (!record.logged()) {
      session.execute("SET SESSION sql_log_bin = 0");
    }
    return Optional.of(new Conclusion(work, record).conclude());
  }

  /** By names alone: a look into each comes once its lock is held. */
  private List<SwapNames> journals() {
    try (TargetSession session = workplaces.session(login, true)) {
      return journals(session);
    } catch (SQLException e) {
      throw gone(e);
    }
  }

  static List<SwapNames> journals(TargetSession session) throws SQLException {
    return session
        .rows(
            row -> SwapNames.ofJournal(row.getString(1)),
            "SELECT SCHEMA_NAME FROM information_schema.SCHEMATA WHERE SCHEMA_NAME LIKE ?",
            SwapNames.PATTERN)
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  private DumpwardenException gone(Exception e) {
    return new DumpwardenException(
        ErrorCode.SERVER_UNREACHABLE,
        "the journals on %s cannot be read: %s".formatted(login.address(), Conclusion.said(e)),
        e);
  }
}
