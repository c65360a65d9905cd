package io.dumpwarden.dump;

import io.dumpwarden.config.Flavor;
import io.dumpwarden.config.Tls;
import io.dumpwarden.config.TlsMode;
import io.dumpwarden.engines.SourceEngine;
import io.dumpwarden.source.Inventory;
import io.dumpwarden.source.Login;
import io.dumpwarden.source.ServerConnector;
import io.dumpwarden.source.ServerFacts;
import io.dumpwarden.source.ServerInspector;
import io.dumpwarden.storage.Secret;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A test server as the code under test sees one. */
public record Source(SourceEngine engine, Login login) {

  private static final ServerConnector CONNECTOR = new ServerConnector(Duration.ofMinutes(1));

  public static Source of(SourceEngine engine) {
    Flavor flavor = Flavor.valueOf(engine.flavor().toUpperCase(Locale.ROOT));
    return new Source(
        engine,
        new Login(
            flavor,
            engine.host(),
            engine.port(),
            engine.rootUser(),
            Secret.of(engine.rootPassword()),
            new Tls(TlsMode.PREFERRED, null)));
  }

  public Source as(String user, String password) {
    return new Source(
        engine,
        new Login(
            login.flavor(), login.host(), login.port(), user, Secret.of(password), login.tls()));
  }

  public Source tls(String host, Tls tls) {
    return new Source(
        engine, new Login(login.flavor(), host, login.port(), login.user(), login.password(), tls));
  }

  public void execute(String... statements) throws SQLException {
    try (Connection connection = CONNECTOR.connect(login);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** A database of this name with nothing in it. */
  public void fresh(String database) throws SQLException {
    String quoted = "`" + database.replace("`", "``") + "`";
    execute("DROP DATABASE IF EXISTS " + quoted, "CREATE DATABASE " + quoted);
  }

  public Inventory inventory(String database) throws SQLException {
    try (Connection connection = CONNECTOR.connect(login)) {
      return new ServerInspector().inventory(connection, database);
    }
  }

  public ServerFacts facts() throws SQLException {
    try (Connection connection = CONNECTOR.connect(login)) {
      return new ServerInspector().facts(connection, login);
    }
  }

  /** Everything that a dump of the database needs. */
  public DumpRequest request(String database, Path temporaryFolder) throws SQLException {
    return DumpRequest.whole(login, facts(), inventory(database), temporaryFolder);
  }

  /** An engine that knows these folders first, then this server's own tools. */
  public MysqldumpEngine dumper(Path... first) {
    return new MysqldumpEngine(new DumpTools(finder(first)));
  }

  public ProgramFinder finder(Path... first) {
    List<Path> folders = new ArrayList<>(List.of(first));
    folders.addAll(engine.toolFolders());
    return new ProgramFinder(new ToolFolders(folders, null));
  }
}
