package io.dumpwarden.origin;

import io.dumpwarden.accounts.AccountScope;
import io.dumpwarden.accounts.AccountScript;
import io.dumpwarden.backup.ChildProcesses;
import io.dumpwarden.backup.Shortcomings;
import io.dumpwarden.catalog.Manifest;
import io.dumpwarden.config.DumpContents;
import io.dumpwarden.config.DumpOptionSet;
import io.dumpwarden.config.EngineChoice;
import io.dumpwarden.dump.DumpEngine;
import io.dumpwarden.dump.DumpEngines;
import io.dumpwarden.dump.DumpRequest;
import io.dumpwarden.dump.OpenDump;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.preflight.Finding;
import io.dumpwarden.preflight.Preflight;
import io.dumpwarden.preflight.Survey;
import io.dumpwarden.script.ScriptTraits;
import io.dumpwarden.source.BinlogPosition;
import io.dumpwarden.source.Login;
import io.dumpwarden.source.ServerConnector;
import io.dumpwarden.source.ServerFacts;
import io.dumpwarden.source.ServerInspector;
import io.dumpwarden.source.Unproven;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** A server that is dumped at this moment, as a backup of it would be. */
public final class ServerSource implements RestoreSource {

  /**
   * What is to be dumped.
   *
   * @param server its name, for people
   * @param databases in one snapshot; at least one
   * @param options as backups of the server have them
   */
  public record What(String server, Login login, List<String> databases, DumpOptionSet options) {

    public What {
      databases = List.copyOf(databases);
    }
  }

  /** What servers are looked at and dumped with. */
  public record Tools(
      ServerConnector connector,
      Preflight preflight,
      DumpEngines engines,
      ChildProcesses children,
      Path temporaryFolder) {}

  /**
   * A dump that was read to its end and proven.
   *
   * @param engine the name of what made it
   * @param survey what was there right before
   * @param position of the binary log as the dump's header has it; null where it has none
   * @param warnings what it may lack
   */
  public record Made(
      String engine,
      Survey survey,
      Manifest.Tool tool,
      @Nullable BinlogPosition position,
      List<String> warnings) {}

  private final What what;
  private final Tools tools;
  private final List<Runnable> forget = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private volatile Survey survey;
  private final ScriptTraits traits;
  private @Nullable OpenDump dump;
  private boolean closed;

  private ServerSource(What what, Tools tools) {
    this.what = what;
    this.tools = tools;
    this.survey = ask(this::firstLook);
    this.traits = ask(connection -> ServerTraits.of(connection, survey));
  }

  /**
   * Connects, and looks at what is to be dumped.
   *
   * @throws DumpwardenException {@code NOT_FOUND} where a database is not there, and what
   *     connecting and asking throw
   */
  public static ServerSource look(What what, Tools tools) {
    return new ServerSource(what, tools);
  }

  @Override
  public String describe() {
    return "server %s (%s)".formatted(what.server(), what.login().address());
  }

  @Override
  public List<String> databases() {
    return what.databases();
  }

  @Override
  public Optional<Manifest> manifest() {
    return Optional.empty();
  }

  @Override
  public Optional<Origin> origin() {
    ServerFacts server = survey.server();
    return Optional.of(
        new Origin(
            server.flavor(),
            server.version(),
            server.release(),
            survey.inventories(),
            survey.brokenViews()));
  }

  @Override
  public Optional<ScriptTraits> traits(boolean read) {
    return Optional.of(traits);
  }

  /** What the copy will lack or may lack. */
  @Override
  public List<String> warnings() {
    return List.copyOf(warnings);
  }

  /** What the account is not proven to see. */
  public List<Unproven> unproven() {
    return Unproven.in(what.databases(), survey.server());
  }

  public Made made() {
    OpenDump read = opened();
    List<String> all = new ArrayList<>(warnings);
    all.addAll(read.warnings());
    return new Made(
        engine().name(),
        survey,
        new Manifest.Tool(
            "" + read.tool().path().getFileName(), read.tool().version(), read.options()),
        read.position().orElse(null),
        all);
  }

  @Override
  public long rawBytes() {
    return 0;
  }

  /** Finds out that the dump could begin; it can be read only once. */
  @Override
  public void check(LongConsumer progress) {
    engine().preview(request(DumpRequest.How.STANDARD));
  }

  @Override
  public InputStream open() {
    OpenDump opened = dump(DumpRequest.How.STANDARD);
    return new ProvenEnd(opened.stream(), opened::prove);
  }

  /**
   * The same for who takes its frames where it has some; read once, to be proven by {@link #prove}.
   */
  public OpenDump dump(DumpRequest.How how) {
    requireUnused();
    // a plan may have waited long for somebody's word
    survey = ask(this::survey);
    return begun(engine().open(request(how)));
  }

  /**
   * That nothing is missing from the dump; that the tool ended well, with its end marker, was
   * proven before the end of the stream was given.
   */
  @Override
  public void prove() {
    OpenDump read = opened();
    read.prove();
    List<String> missing = new Shortcomings(survey, asked()).missing(read::objects);
    if (!missing.isEmpty()) {
      throw new DumpwardenException(
          ErrorCode.OBJECTS_MISSING,
          "the dump of %s lacks what stood there when it began: %s"
              .formatted(describe(), String.join(", ", missing)));
    }
  }

  /** The dump as it is made, for logs; empty before it is open. */
  public synchronized Optional<String> command() {
    return Optional.ofNullable(dump).map(OpenDump::command);
  }

  @Override
  public Optional<InputStream> users() {
    AccountScript.Result accounts =
        ask(
            connection ->
                new AccountScript()
                    .read(connection, survey.server(), AccountScope.on(what.databases())));
    return Optional.of(
        new ByteArrayInputStream(accounts.sql().reveal().getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public void close() {
    OpenDump open;
    synchronized (this) {
      closed = true;
      open = dump;
    }
    if (open != null) {
      open.close();
      forget.forEach(Runnable::run);
    }
  }

  /** Who closed this meanwhile closes the dump too. */
  private synchronized OpenDump begun(OpenDump opened) {
    if (closed) {
      opened.close();
      throw cancelled();
    }
    dump = opened;
    opened.pids().stream().map(tools.children()::remember).forEach(forget::add);
    return opened;
  }

  private DumpEngine engine() {
    return tools.engines().of(EngineChoice.AUTO, survey.server().flavor(), what.options());
  }

  private DumpRequest.What asked() {
    return survey.what(DumpContents.ALL, what.options());
  }

  private DumpRequest request(DumpRequest.How how) {
    return new DumpRequest(
        what.login(), survey.server(), survey.inventories(), asked(), how, tools.temporaryFolder());
  }

  private Survey firstLook(Connection connection) {
    Survey seen = survey(connection);
    tools.preflight().beforeRun(connection, what.login(), seen).stream()
        .filter(finding -> !finding.isOk())
        .map(Finding::line)
        .forEach(warnings::add);
    Unproven.in(what.databases(), seen.server()).stream()
        .map(Unproven::warning)
        .forEach(warnings::add);
    return seen;
  }

  /** Whether a login leads to the very server that this is, by whatever name. */
  public boolean isOn(Login other) {
    String here = ask(ServerSource::identity);
    try (Connection connection = tools.connector().connect(other)) {
      return here.equals(identity(connection));
    } catch (SQLException e) {
      throw new DumpwardenException(
          ErrorCode.SERVER_GONE, "%s went away: %s".formatted(other.address(), e.getMessage()), e);
    }
  }

  private static String identity(Connection connection) throws SQLException {
    String sql = "SELECT @@hostname, @@port, @@datadir";
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return "%s:%s:%s".formatted(row.getString(1), row.getString(2), row.getString(3));
    }
  }

  private Survey survey(Connection connection) {
    ServerInspector inspector = new ServerInspector();
    ServerFacts facts = inspector.facts(connection, what.login());
    List<String> present = inspector.databases(connection);
    for (String name : what.databases()) {
      if (!present.contains(name)) {
        throw new DumpwardenException(
            ErrorCode.NOT_FOUND,
            "server %s has no database %s, as far as the backup account sees"
                .formatted(what.server(), name));
      }
    }
    return tools.preflight().survey(connection, facts, what.databases());
  }

  private synchronized OpenDump opened() {
    OpenDump open = dump;
    if (open == null) {
      throw new IllegalStateException("nothing was read");
    }
    return open;
  }

  private static DumpwardenException cancelled() {
    return new DumpwardenException(ErrorCode.CANCELLED, "the copy was ended before it began");
  }

  private synchronized void requireUnused() {
    if (closed) {
      throw cancelled();
    }
    if (dump != null) {
      throw new IllegalStateException("a server's dump is read once only");
    }
  }

  private interface Question<T> {
    T ask(Connection connection) throws SQLException;
  }

  private <T> T ask(Question<T> question) {
    try (Connection connection = tools.connector().connect(what.login())) {
      return question.ask(connection);
    } catch (SQLException e) {
      throw new DumpwardenException(
          ErrorCode.SERVER_GONE,
          "%s failed while it was asked what it holds: %s"
              .formatted(what.login().address(), e.getMessage()),
          e);
    }
  }
}
