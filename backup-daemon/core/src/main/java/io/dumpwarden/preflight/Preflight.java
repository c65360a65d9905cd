package io.dumpwarden.preflight;

import io.dumpwarden.config.Account;
import io.dumpwarden.config.Selection;
import io.dumpwarden.config.Server;
import io.dumpwarden.config.Settings;
import io.dumpwarden.dump.DumpTools;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.secret.SecretVault;
import io.dumpwarden.source.BrokenView;
import io.dumpwarden.source.Inventory;
import io.dumpwarden.source.Login;
import io.dumpwarden.source.ServerConnector;
import io.dumpwarden.source.ServerFacts;
import io.dumpwarden.source.ServerInspector;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks at a server as a backup would, and says what the backup would meet. What is wrong with the
 * server is a finding, never an exception, so that one problem does not hide the next. Holds no
 * state; safe for use by many threads.
 */
public final class Preflight {

  private final SecretVault vault;
  private final ServerConnector connector;
  private final DumpTools tools;
  private final Thresholds thresholds;
  private final ServerInspector inspector = new ServerInspector();

  public Preflight(SecretVault vault, ServerConnector connector, DumpTools tools) {
    this(vault, connector, tools, Thresholds.STANDARD);
  }

  Preflight(SecretVault vault, ServerConnector connector, DumpTools tools, Thresholds thresholds) {
    this.vault = vault;
    this.connector = connector;
    this.tools = tools;
    this.thresholds = thresholds;
  }

  /** Everything that can be told of a server and all its databases, on connections of its own. */
  public Report check(Server server) {
    ServerVisit visit = new ServerVisit(this, connector, tools);
    try {
      visit.backupAccount(login(server, server.backup()));
    } catch (DumpwardenException e) {
      visit.add(Finding.error("connect", e));
    }
    server.restoreAccount().ifPresent(account -> restoreAccount(server, account, visit));
    return visit.report();
  }

  /**
   * What a run should know before it dumps; asks a handful of questions, however much there is.
   * Whether the dump program fits is left to the dump.
   */
  public List<Finding> beforeRun(Connection connection, Login login, Survey survey) {
    List<Finding> findings = new ArrayList<>();
    findings.add(SessionTls.of(connection, login.tls()).finding());
    findings.addAll(SurveyFindings.of(survey));
    findings.addAll(momentary(connection, login, survey.server()));
    return List.copyOf(findings);
  }

  /**
   * What the databases hold, and which of their views are broken: a few questions for each
   * database, and one for each view.
   *
   * @throws DumpwardenException {@code NOT_FOUND} when a database is gone
   */
  public Survey survey(Connection connection, ServerFacts server, List<String> databases) {
    List<Inventory> inventories = new ArrayList<>();
    List<BrokenView> broken = new ArrayList<>();
    boolean hidesRoutines = false;
    for (String database : databases) {
      Inventory inventory = inspector.inventory(connection, database);
      inventories.add(inventory);
      if (!inventory.views().isEmpty()) {
        broken.addAll(inspector.brokenViews(connection, database));
      }
      hidesRoutines |=
          !inventory.routines().isEmpty() && inspector.hidesRoutines(connection, database);
    }
    return new Survey(server, inventories, broken, hidesRoutines);
  }

  /** Every database that a backup of everything would take. */
  Survey survey(Connection connection, ServerFacts server) {
    List<String> present = inspector.databases(connection);
    return survey(
        connection, server, Selection.everything().of(present, Settings.STANDARD).databases());
  }

  /** What holds at this moment and may be over at the next. */
  List<Finding> momentary(Connection connection, Login login, ServerFacts server) {
    List<Finding> findings = new ArrayList<>();
    findings.addAll(new OpenTransactions(connection, login.user(), thresholds).findings(server));
    findings.addAll(new Replication(connection, thresholds).findings(server));
    return findings;
  }

  private void restoreAccount(Server server, Account account, ServerVisit visit) {
    try {
      visit.restoreAccount(login(server, account));
    } catch (DumpwardenException e) {
      visit.add(Finding.error("restore account", e));
    }
  }

  private Login login(Server server, Account account) {
    return Login.of(server, account, vault);
  }
}
