package io.dumpwarden.preflight;

import io.dumpwarden.dump.ClientProgram;
import io.dumpwarden.dump.DumpTools;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.source.Login;
import io.dumpwarden.source.ServerConnector;
import io.dumpwarden.source.ServerFacts;
import io.dumpwarden.source.ServerInspector;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One look at one server, and what it found. */
final class ServerVisit {

  private final Preflight preflight;
  private final ServerConnector connector;
  private final DumpTools tools;
  private final ServerInspector inspector = new ServerInspector();
  private final List<Finding> findings = new ArrayList<>();
  private @Nullable Survey survey;
  private @Nullable String tls;
  private @Nullable ClientProgram tool;

  ServerVisit(Preflight preflight, ServerConnector connector, DumpTools tools) {
    this.preflight = preflight;
    this.connector = connector;
    this.tools = tools;
  }

  void add(Finding finding) {
    findings.add(finding);
  }

  Report report() {
    return new Report(findings, survey, tls, tool);
  }

  /** Throws what ends the visit. */
  void backupAccount(Login login) {
    try (Connection connection = connector.connect(login)) {
      add(Finding.ok("connect", login.describe()));
      lookAround(connection, login);
    } catch (SQLException e) {
      throw new DumpwardenException(
          ErrorCode.SERVER_GONE, "the connection failed: " + e.getMessage(), e);
    }
  }

  void restoreAccount(Login login) {
    try (Connection connection = connector.connect(login)) {
      inspector.facts(connection);
      add(Finding.ok("restore account", login.describe()));
    } catch (SQLException e) {
      throw new DumpwardenException(
          ErrorCode.SERVER_GONE, "the connection did not close: " + e.getMessage(), e);
    }
  }

  private void lookAround(Connection connection, Login login) {
    ServerFacts server = inspector.facts(connection);
    survey = new Survey(server, List.of(), List.of(), false);
    version(connection, login, server);
    SessionTls session = SessionTls.of(connection, login.tls());
    tls = session.version();
    add(session.finding());
    Survey seen = preflight.survey(connection, server);
    survey = seen;
    findings.addAll(SurveyFindings.sizes(seen));
    findings.addAll(SurveyFindings.of(seen));
    findings.addAll(preflight.momentary(connection, login, server));
    FittingTool fitting = FittingTool.of(tools, seen, login);
    tool = fitting.program();
    findings.addAll(fitting.findings());
  }

  private void version(Connection connection, Login login, ServerFacts server) {
    try {
      inspector.facts(connection, login);
      add(Finding.ok("version", server.flavor().id() + " " + server.version()));
    } catch (DumpwardenException e) {
      add(Finding.error("version", e));
    }
  }
}
