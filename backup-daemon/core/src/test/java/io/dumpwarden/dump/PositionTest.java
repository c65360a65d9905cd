package io.dumpwarden.dump;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.client.RestoreClient;
import io.dumpwarden.client.RestoreClients;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.SourceEngine;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.source.BinlogGrant;
import io.dumpwarden.source.BinlogPosition;
import io.dumpwarden.source.ObjectKind;
import io.dumpwarden.source.ServerConnector;
import io.dumpwarden.source.ServerFacts;
import io.dumpwarden.source.ServerInspector;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Positions of dumps by real tools, from servers with binary logs. */
class PositionTest {

  private static final ServerConnector CONNECTOR = new ServerConnector(Duration.ofMinutes(1));

  /** The last number of a set of GTIDs from one server. */
  private static final Pattern LAST = Pattern.compile("(\\d+)$");

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(TestEngine.class)
  void isThatOfTheSnapshotUnderWrites(TestEngine kind) throws Exception {
    Engines.require(kind);
    try (SourceEngine engine = startWithLog(kind)) {
      Source source = Source.of(engine);
      source.fresh("positions");
      source.execute("CREATE TABLE positions.t (id INT AUTO_INCREMENT PRIMARY KEY)");
      long before = last(now(source).orElseThrow());
      for (ClientProgram program : ToolRun.programs(source)) {
        PositionOptions options = PositionOptions.of(program, source.facts());
        assertThat(options.exact()).isTrue();
        ToolRun run = dumpUnderWrites(source, program, options.options());
        BinlogPosition found = run.scan(8192).position(options.exact()).orElseThrow();

        assertThat(last(found) - before).isEqualTo(rows(run));
        assertThat(gtidAt(source, found)).isEqualTo(last(found));
        assertThat(found.exact()).isTrue();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(TestEngine.class)
  void optionsNeverAskForMoreThanTheAccountHas(TestEngine kind) throws Exception {
    Source root = Source.of(Engines.shared(kind));
    root.fresh("positions");
    for (String privileges : privileges(root)) {
      root.execute(
          "DROP USER IF EXISTS positions@'%'",
          "CREATE USER positions@'%' IDENTIFIED BY 'test-password'",
          "GRANT " + privileges + " ON *.* TO positions@'%'");
      Source source = root.as("positions", "test-password");
      for (ClientProgram program : ToolRun.programs(source)) {
        assertWorks(source, program);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = TestEngine.class,
      names = {"MYSQL_8_0", "MYSQL_9", "MYSQL_8_4"})
  void dumpWithGtidsIsRestoredByAnAccountOfItsDatabaseAlone(TestEngine kind) throws Exception {
    Engines.require(kind);
    try (SourceEngine engine = startWithLog(kind)) {
      Source root = Source.of(engine);
      root.fresh("positions");
      root.execute(
          "CREATE TABLE positions.t (id INT PRIMARY KEY)",
          "INSERT INTO positions.t VALUES (4711)",
          "CREATE USER positions@'%' IDENTIFIED BY 'test-password'",
          "GRANT ALL ON positions.* TO positions@'%'");
      ClientProgram program = ToolRun.programs(root).get(0);
      List<String> options = PositionOptions.of(program, root.facts()).options();
      ToolRun run =
          ToolRun.of(new ToolRun.Wish(program, root, options, List.of("positions")), folder);
      root.fresh("positions");
      long before = last(now(root).orElseThrow());

      restore(root.as("positions", "test-password"), run.sql());

      assertThat(root.inventory("positions").names(ObjectKind.TABLE)).containsExactly("t");
      assertThat(last(now(root).orElseThrow())).as("logged").isGreaterThan(before);
    }
  }

  private void restore(Source source, byte[] sql) throws IOException {
    RestoreClients clients = new RestoreClients(source.finder());
    try (RestoreClient client = clients.open(source.login(), folder);
        InputStream logged = new LoggedRestoreStream(new ByteArrayInputStream(sql))) {
      logged.transferTo(client.stdin());
      client.prove();
    }
  }

  /** What the options promise is what comes, and what is missing is told with its remedy. */
  private void assertWorks(Source source, ClientProgram program) throws Exception {
    ServerFacts facts = source.facts();
    PositionOptions options = PositionOptions.of(program, facts);
    ToolRun run =
        ToolRun.of(
            new ToolRun.Wish(program, source, options.options(), List.of("positions")), folder);
    assertThat(run.isComplete()).as(run.messages()).isTrue();
    Optional<BinlogPosition> header = run.scan(8192).position(options.exact());
    assertThat(header.isPresent()).isEqualTo(options.exact());
    assertThat(options.remedy() == null).isEqualTo(options.exact() || !facts.binlog());
    Optional<BinlogPosition> now = now(source);
    if (header.isPresent()) {
      assertThat(now.map(it -> new BinlogPosition(it.gtid(), it.file(), it.position(), true)))
          .isEqualTo(header);
    }
    boolean told = now.isPresent() && now.get().file() != null;
    assertThat(told).isEqualTo(facts.binlog() && BinlogGrant.remedy(facts).isEmpty());
  }

  private static List<String> privileges(Source source) {
    String base = "SELECT, SHOW VIEW, TRIGGER, EVENT";
    return source.engine().flavor().equals("mariadb")
        ? List.of(base)
        : List.of(
            base,
            base + ", RELOAD",
            base + ", REPLICATION CLIENT",
            base + ", RELOAD, REPLICATION CLIENT");
  }

  private ToolRun dumpUnderWrites(Source source, ClientProgram program, List<String> options)
      throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    CountDownLatch begun = new CountDownLatch(50);
    CompletableFuture<Void> writer =
        CompletableFuture.runAsync(() -> write(source, begun, done::get));
    try {
      begun.await();
      return ToolRun.of(new ToolRun.Wish(program, source, options, List.of("positions")), folder);
    } finally {
      done.set(true);
      writer.join();
    }
  }

  /** Each row is a transaction, and so a GTID, of its own. */
  private static void write(Source source, CountDownLatch begun, BooleanSupplier done) {
    try (Connection connection = CONNECTOR.connect(source.login());
        Statement statement = connection.createStatement()) {
      while (!done.getAsBoolean()) {
        statement.execute("INSERT INTO positions.t VALUES ()");
        begun.countDown();
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long rows(ToolRun run) {
    return Pattern.compile("\\(\\d+\\)[,;]").matcher(new String(run.sql())).results().count();
  }

  /** The last GTID before the place that file and position name, as the server's log has it. */
  private static long gtidAt(Source source, BinlogPosition found) throws SQLException {
    boolean mariaDb = source.engine().flavor().equals("mariadb");
    String sql =
        mariaDb
            ? "SELECT BINLOG_GTID_POS('%s', %d)".formatted(found.file(), found.position())
            : "SHOW BINLOG EVENTS IN '%s' FROM %d LIMIT 1"
                .formatted(found.file(), found.position());
    try (Connection connection = CONNECTOR.connect(source.login());
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      // what follows in MySQL's log is the next transaction
      return mariaDb
          ? number(row.getString(1))
          : number(row.getString("Info").replace("'", "")) - 1;
    }
  }

  private static long last(BinlogPosition position) {
    return number(String.valueOf(position.gtid()));
  }

  private static long number(String gtids) {
    Matcher matcher = LAST.matcher(gtids);
    assertThat(matcher.find()).as(gtids).isTrue();
    return Long.parseLong(matcher.group());
  }

  private static Optional<BinlogPosition> now(Source source) throws SQLException {
    try (Connection connection = CONNECTOR.connect(source.login())) {
      return new ServerInspector().position(connection, source.facts());
    }
  }

  private static SourceEngine startWithLog(TestEngine kind) throws IOException {
    return kind.name().startsWith("MARIADB")
        ? kind.start("--log-bin=bin", "--server-id=1")
        : kind.start("--gtid-mode=ON", "--enforce-gtid-consistency=ON");
  }
}
