package io.dumpwarden.client;

import io.dumpwarden.config.Flavor;
import io.dumpwarden.dump.ClientProgram;
import io.dumpwarden.dump.ClientTls;
import io.dumpwarden.dump.DefaultsFile;
import io.dumpwarden.dump.ProgramFinder;
import io.dumpwarden.dump.ToolProcess;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.source.Login;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts the client program that feeds a dump to a server. Safe for use by many threads. */
public final class RestoreClients {

  /**
   * Binary mode takes all commands but DELIMITER away, so that a dump cannot run programs or read
   * files here; the loose ones say so again to the clients that know them.
   */
  private static final List<String> OPTIONS =
      List.of(
          "--batch",
          // without it the client strips the comments out of routines
          "--comments",
          "--binary-mode",
          "--local-infile=0",
          // a new session would have other settings, and perhaps another database
          "--skip-reconnect",
          "--max-allowed-packet=1G",
          "--default-character-set=utf8mb4");

  private static final List<String> MARIADB = List.of("--loose-sandbox");
  private static final List<String> MYSQL =
      List.of("--loose-commands=FALSE", "--loose-system-command=OFF");

  /** Remembers a child of ours, should we die before it. */
  @FunctionalInterface
  public interface Register {

    /** Answers what forgets it again. */
    Runnable remember(long pid);
  }

  private final ProgramFinder finder;
  private final Register register;

  public RestoreClients(ProgramFinder finder) {
    this(finder, pid -> () -> {});
  }

  /**
   * @param register told of every client
   */
  public RestoreClients(ProgramFinder finder, Register register) {
    this.finder = finder;
    this.register = register;
  }

  /**
   * Starts a client of the server's flavor, or else of the other one.
   *
   * @param temporaryFolder an existing folder, for the credentials file
   * @return a running client, to be closed by the caller whatever happens
   * @throws DumpwardenException {@code DUMP_TOOL_MISSING}, {@code TLS_MODE_UNSUPPORTED}, {@code
   *     RESTORE_FAILED} when it cannot be started
   */
  public RestoreClient open(Login login, Path temporaryFolder) {
    return open(login, temporaryFolder, ClientSession.STRICT);
  }

  public RestoreClient open(Login login, Path temporaryFolder, ClientSession session) {
    ClientProgram program = choose(login.flavor());
    List<String> tls = ClientTls.lines(program, login);
    try {
      DefaultsFile credentials = DefaultsFile.create(temporaryFolder, login, tls);
      ToolProcess process = start(program, credentials, login, session);
      Runnable forget = register.remember(process.pid());
      return new RestoreClient(login, program, process, credentials, forget);
    } catch (IOException e) {
      throw new DumpwardenException(
          ErrorCode.RESTORE_FAILED,
          "%s cannot be started: %s".formatted(program.path(), e.getMessage()),
          e);
    }
  }

  private ClientProgram choose(Flavor flavor) {
    List<ClientProgram> found = finder.find("mariadb", "mysql");
    return found.stream()
        .filter(program -> program.flavor() == flavor)
        .findFirst()
        .or(() -> found.stream().findFirst())
        .orElseThrow(() -> missing(flavor));
  }

  private DumpwardenException missing(Flavor flavor) {
    String name = flavor == Flavor.MARIADB ? "mariadb" : "mysql";
    return new DumpwardenException(
        ErrorCode.DUMP_TOOL_MISSING,
        "no client program %s found in %s".formatted(name, finder.whereItLooked()),
        "install the client program of this server's flavor and put it on the PATH",
        null);
  }

  private static ToolProcess start(
      ClientProgram program, DefaultsFile credentials, Login login, ClientSession session)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(program.path().toAbsolutePath().toString());
    command.add(credentials.argument());
    command.addAll(OPTIONS);
    command.addAll(program.flavor() == Flavor.MARIADB ? MARIADB : MYSQL);
    if (session.force()) {
      command.add("--force");
    }
    if (session.database() != null) {
      command.add("--database=" + session.database());
    }
    try {
      return ToolProcess.writing(command, login.password(), session.heard());
    } catch (IOException e) {
      credentials.close();
      throw e;
    }
  }
}
