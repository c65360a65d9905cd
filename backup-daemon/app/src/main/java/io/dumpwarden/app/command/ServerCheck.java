package io.dumpwarden.app.command;

import io.dumpwarden.config.Account;
import io.dumpwarden.config.Selection;
import io.dumpwarden.config.Server;
import io.dumpwarden.config.Settings;
import io.dumpwarden.config.TlsMode;
import io.dumpwarden.dump.ClientTls;
import io.dumpwarden.dump.DumpTools;
import io.dumpwarden.dump.ToolChoice;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.secret.SecretVault;
import io.dumpwarden.source.Inventory;
import io.dumpwarden.source.Login;
import io.dumpwarden.source.ServerConnector;
import io.dumpwarden.source.ServerFacts;
import io.dumpwarden.source.ServerInspector;
import io.dumpwarden.source.Unproven;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Looks at a server as a backup would: connect, version, TLS, databases, dump tool, restore
 * account.
 */
final class ServerCheck {

  private static final Selection ALL = Selection.everything();

  /** A database and what its tables take. */
  private record Size(String name, long bytes) {}

  private final SecretVault vault;
  private final ServerConnector connector;
  private final DumpTools tools;
  private final ServerInspector inspector = new ServerInspector();

  ServerCheck(SecretVault vault, ServerConnector connector, DumpTools tools) {
    this.vault = vault;
    this.connector = connector;
    this.tools = tools;
  }

  Findings of(Server server) {
    Findings found = new Findings();
    try {
      Login login = login(server, server.backup());
      try (Connection connection = connector.connect(login)) {
        found.ok("connect", login.describe());
        lookAround(connection, login, found);
      } catch (SQLException e) {
        throw new DumpwardenException(
            ErrorCode.SERVER_GONE, "the connection failed: " + e.getMessage(), e);
      }
    } catch (DumpwardenException e) {
      found.error("connect", e);
    }
    server.restoreAccount().ifPresent(account -> restoreAccount(server, account, found));
    return found;
  }

  private Login login(Server server, Account account) {
    return new Login(
        server.flavor(),
        server.host(),
        server.port(),
        account.user(),
        vault.reveal(account.password()),
        server.tls());
  }

  private void lookAround(Connection connection, Login login, Findings found) throws SQLException {
    ServerFacts facts = inspector.facts(connection);
    found.fact("flavor", facts.flavor().id());
    found.fact("version", facts.version());
    try {
      inspector.facts(connection, login);
      found.ok("version", facts.flavor().id() + " " + facts.version());
    } catch (DumpwardenException e) {
      found.error("version", e);
    }
    tls(connection, login.tls().mode(), found);
    List<Inventory> inventories = databases(connection, found);
    inventories.forEach(inventory -> visibility(inventory.database(), facts, found));
    dumpTool(facts, inventories, login, found);
  }

  private static void tls(Connection connection, TlsMode mode, Findings found) throws SQLException {
    String version = status(connection, "Ssl_version");
    found.fact("tls", version.isEmpty() ? null : version);
    if (!version.isEmpty()) {
      found.ok(
          "tls",
          "%s, %s (mode %s)".formatted(version, status(connection, "Ssl_cipher"), mode.id()));
    } else if (mode == TlsMode.DISABLED) {
      found.ok("tls", "not in use (mode disabled)");
    } else {
      found.warning(
          "tls",
          "not in use (mode %s): what is dumped can be read on its way".formatted(mode.id()),
          "let the server offer TLS and require it by --tls-mode required, or say --tls-mode disabled");
    }
  }

  private static String status(Connection connection, String variable) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SHOW SESSION STATUS LIKE '" + variable + "'")) {
      return row.next() ? row.getString(2) : "";
    }
  }

  private List<Inventory> databases(Connection connection, Findings found) {
    List<Inventory> inventories = new ArrayList<>();
    for (String name : ALL.of(inspector.databases(connection), Settings.STANDARD).databases()) {
      Inventory inventory = inspector.inventory(connection, name);
      inventories.add(inventory);
      found.ok(
          "database " + name,
          "%s in %d tables"
              .formatted(Bytes.text(inventory.dataBytes()), inventory.tables().size()));
      if (!inventory.nonTransactionalTables().isEmpty()) {
        found.warning(
            "database " + name,
            "may change while it is dumped: "
                + String.join(", ", inventory.nonTransactionalTables()),
            "convert these tables to InnoDB, or dump while nobody writes");
      }
    }
    found.fact(
        "databases", inventories.stream().map(i -> new Size(i.database(), i.dataBytes())).toList());
    if (inventories.isEmpty()) {
      found.warning(
          "databases",
          "the backup account sees none",
          "grant it SELECT, SHOW VIEW, TRIGGER and EVENT on what it is to dump, and routines as the README says");
    }
    return inventories;
  }

  private static void visibility(String database, ServerFacts facts, Findings found) {
    for (Unproven part : Unproven.in(database, facts)) {
      found.warning(
          "database " + database,
          part.what() + " may be missing in a dump: the account is not proven to see all of them",
          "run " + part.remedy());
    }
  }

  private void dumpTool(
      ServerFacts facts, List<Inventory> inventories, Login login, Findings found) {
    List<Inventory> some = inventories.isEmpty() ? List.of(Inventory.empty("")) : inventories;
    Set<String> warnings = new LinkedHashSet<>();
    Set<ToolChoice> choices = new LinkedHashSet<>();
    for (Inventory inventory : some) {
      try {
        ToolChoice choice = tools.choose(facts, List.of(inventory));
        choices.add(choice);
        warnings.addAll(choice.warnings());
      } catch (DumpwardenException e) {
        found.error("dump tool", e);
      }
    }
    choices.stream().findFirst().ifPresent(choice -> tool(choice, login, found));
    warnings.forEach(w -> found.warning("dump tool", w, ErrorCode.DUMP_TOOL_UNSUITABLE.hint()));
  }

  private static void tool(ToolChoice choice, Login login, Findings found) {
    Map<String, String> fact = new LinkedHashMap<>();
    fact.put("path", choice.program().path().toString());
    fact.put("flavor", choice.program().flavor().id());
    fact.put("version", choice.program().release().toString());
    found.fact("dumpTool", fact);
    try {
      ClientTls.lines(choice.program(), login);
      found.ok(
          "dump tool", "%s (%s)".formatted(choice.program().describe(), choice.program().path()));
    } catch (DumpwardenException e) {
      found.error("dump tool", e);
    }
  }

  private void restoreAccount(Server server, Account account, Findings found) {
    try {
      Login login = login(server, account);
      try (Connection connection = connector.connect(login)) {
        inspector.facts(connection);
        found.ok("restore account", login.describe());
      }
    } catch (DumpwardenException e) {
      found.error("restore account", e);
    } catch (SQLException e) {
      found.add(
          "restore account",
          Findings.Result.WARNING,
          "the connection did not close: " + e.getMessage(),
          null);
    }
  }
}
