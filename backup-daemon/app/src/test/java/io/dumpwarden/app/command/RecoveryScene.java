package io.dumpwarden.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.dumpwarden.app.TestStore;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.SourceEngine;
import io.dumpwarden.engines.TestEngine;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;

/**
 * A source server, a folder and a bucket for backups, and a metadata store that can be lost. Its
 * commands run in this process.
 */
final class RecoveryScene implements AutoCloseable {

  static final String BUCKET = "backups";

  private final Path folder;
  private final S3Proxy s3;
  private final String database;
  private TestStore store;
  private int machine;

  /**
   * @param name begins the names of the databases on the source
   */
  RecoveryScene(Path folder, String name) throws Exception {
    this.folder = folder;
    this.database = name + "_shop";
    this.store = TestStore.on(Engines.shared(TestEngine.MARIADB_11_4));
    this.s3 = startS3(folder.resolve("objects"));
    makeSource();
  }

  static S3Proxy startS3(Path objects) throws Exception {
    Files.createDirectories(objects.resolve(BUCKET));
    Properties properties = new Properties();
    properties.setProperty("jclouds.filesystem.basedir", objects.toString());
    S3Proxy started =
        S3Proxy.builder()
            .blobStore(BlobStores.create("filesystem-nio2", properties))
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, "test-access", "test-secret")
            .build();
    started.start();
    return started;
  }

  SourceEngine source() {
    return Engines.shared(TestEngine.MARIADB_11_4);
  }

  /** The database that is backed up. */
  String database() {
    return database;
  }

  Path disk() {
    return folder.resolve("disk");
  }

  Path objects() {
    return folder.resolve("objects").resolve(BUCKET);
  }

  TestStore store() {
    return store;
  }

  String endpoint() {
    return "http://127.0.0.1:" + s3.getPort();
  }

  /** The metadata store and the machine's folder are gone; an empty store takes their place. */
  void loseEverything() throws SQLException {
    store = TestStore.on(Engines.shared(TestEngine.MARIADB_11_4));
    machine++;
  }

  void use(TestStore other) {
    store = other;
    machine++;
  }

  Map<String, String> environment() {
    Map<String, String> all = new HashMap<>(store.environment());
    all.put("DUMPWARDEN_DATA_DIR", folder.resolve("machine-" + machine).toString());
    return all;
  }

  Cli.Outcome run(String... arguments) {
    return run(environment(), "", arguments);
  }

  static Cli.Outcome run(Map<String, String> environment, String input, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exit =
        DumpwardenCommand.run(
            environment,
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            arguments);
    return new Cli.Outcome(exit, out.toString(), err.toString());
  }

  /** Runs what has to go well; answers what it printed. */
  String given(String... arguments) {
    Cli.Outcome outcome = run(environment(), "test-secret", arguments);
    if (outcome.exit() != 0) {
      throw new IllegalStateException(String.join(" ", arguments) + ": " + outcome);
    }
    return outcome.out();
  }

  JsonNode json(String... arguments) {
    List<String> line = new ArrayList<>(List.of(arguments));
    line.add("--json");
    Cli.Outcome outcome = run(line.toArray(String[]::new));
    if (outcome.out().isEmpty()) {
      throw new IllegalStateException(line + ": " + outcome);
    }
    return outcome.json();
  }

  void addServer() {
    given(
        "server",
        "add",
        "shop1",
        "--flavor",
        "mariadb",
        "--host",
        source().host(),
        "--port",
        "" + source().port(),
        "--user",
        database,
        "--password-stdin");
  }

  void addDisk(String... more) {
    List<String> line =
        new ArrayList<>(
            List.of("storage", "add", "disk", "--type", "local", "--path", disk().toString()));
    line.addAll(List.of(more));
    given(line.toArray(String[]::new));
  }

  void addBucket() {
    given(bucketLine("storage", "add", "bucket", "--type", "s3"));
  }

  String[] bucketLine(String... first) {
    List<String> line = new ArrayList<>(List.of(first));
    line.addAll(
        List.of(
            "--endpoint",
            endpoint(),
            "--region",
            "us-east-1",
            "--bucket",
            BUCKET,
            "--prefix",
            "fleet",
            "--path-style",
            "--access-key",
            "test-access",
            "--secret-key-stdin"));
    return line.toArray(String[]::new);
  }

  /** A backup of the one database; answers its id. */
  String backup(String... more) {
    List<String> line =
        new ArrayList<>(
            List.of("backup", "single", "--server", "shop1", "--database", database, "--json"));
    line.addAll(List.of(more));
    Cli.Outcome outcome = run(line.toArray(String[]::new));
    if (outcome.exit() != 0) {
      throw new IllegalStateException(outcome.toString());
    }
    return outcome.json().get("backups").get(0).get("id").asText();
  }

  /** Rows of the metadata store, each as one text. */
  List<String> rows(String sql) throws SQLException {
    try (Connection connection = store.server().connect();
        Statement statement = connection.createStatement()) {
      statement.execute("USE " + store.database());
      List<String> rows = new ArrayList<>();
      try (ResultSet found = statement.executeQuery(sql)) {
        while (found.next()) {
          List<String> cells = new ArrayList<>();
          for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
            cells.add(found.getString(i));
          }
          rows.add(String.join("|", cells.stream().map(String::valueOf).toList()));
        }
      }
      return rows;
    }
  }

  void sql(String... statements) throws SQLException {
    try (Connection connection = store.server().connect();
        Statement statement = connection.createStatement()) {
      statement.execute("USE " + store.database());
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private void makeSource() throws SQLException {
    try (Connection connection = source().connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE `" + database + "`");
      statement.execute("USE `" + database + "`");
      statement.execute("CREATE TABLE orders (id INT PRIMARY KEY, what TEXT, at DATETIME(6))");
      statement.execute(
          "INSERT INTO orders VALUES (1, 'käse', NOW(6)), (2, REPEAT('x', 4000), NOW(6)), (3, NULL, NULL)");
      statement.execute("CREATE VIEW big AS SELECT id FROM orders WHERE LENGTH(what) > 100");
      statement.execute("CREATE USER `%s` IDENTIFIED BY 'test-secret'".formatted(database));
      statement.execute("GRANT ALL ON *.* TO `%s`".formatted(database));
    }
  }

  @Override
  public void close() throws Exception {
    s3.stop();
    try (Connection connection = source().connect();
        Statement statement = connection.createStatement()) {
      statement.execute("DROP DATABASE IF EXISTS `" + database + "`");
      statement.execute("DROP USER IF EXISTS `" + database + "`");
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }
}
