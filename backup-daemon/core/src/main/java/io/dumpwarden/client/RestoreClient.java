package io.dumpwarden.client;

import io.dumpwarden.dump.ClientProgram;
import io.dumpwarden.dump.DefaultsFile;
import io.dumpwarden.dump.ToolFailure;
import io.dumpwarden.dump.ToolProcess;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.source.Login;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;

/**
 * A client program that executes what is written to it. One thread writes the dump to {@link
 * #stdin} and then calls {@link #prove}; any thread may ask and close.
 */
public final class RestoreClient implements AutoCloseable {

  private static final Duration ANY_TIME = Duration.ofDays(365);

  private final Login login;
  private final ClientProgram program;
  private final ToolProcess process;
  private final DefaultsFile credentials;
  private final OutputStream stdin;
  private final Runnable forget;

  RestoreClient(
      Login login,
      ClientProgram program,
      ToolProcess process,
      DefaultsFile credentials,
      Runnable forget) {
    this.login = login;
    this.program = program;
    this.process = process;
    this.credentials = credentials;
    this.forget = forget;
    this.stdin = new ConsumedStream(process.input(), credentials::close);
  }

  /**
   * Where the SQL goes, always the same stream. A broken pipe means that the client has ended: then
   * {@link #prove} says why.
   */
  public OutputStream stdin() {
    return stdin;
  }

  /** The client, for messages and logs. */
  public ClientProgram program() {
    return program;
  }

  /** What the client said so far: first and last 32 KiB, without the password. */
  public String messages() {
    return process.messages();
  }

  /**
   * Ends the input, waits for the client however long the last statements take, and returns if
   * every statement was executed.
   *
   * @throws DumpwardenException {@code RESTORE_FAILED} with the server's message and the line, or
   *     {@code ACCESS_DENIED}, {@code SERVER_UNREACHABLE}, {@code SERVER_GONE}, {@code TLS_FAILED}
   */
  public void prove() {
    Optional<IOException> unsent = endInput();
    int exitCode = exitCode();
    if (exitCode != 0) {
      throw failure(exitCode);
    }
    if (unsent.isPresent()) {
      throw new DumpwardenException(
          ErrorCode.RESTORE_FAILED,
          "%s ended before it had read everything".formatted(subject()),
          unsent.get());
    }
  }

  /** Ends the client and all that it started, and deletes its credentials. May be called again. */
  @Override
  public void close() {
    process.close();
    credentials.close();
    forget.run();
  }

  private Optional<IOException> endInput() {
    try {
      stdin.close();
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(e);
    }
  }

  private int exitCode() {
    try {
      return process.exitCode(ANY_TIME).orElseThrow();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DumpwardenException(
          ErrorCode.CANCELLED, "%s was interrupted".formatted(subject()), e);
    }
  }

  private DumpwardenException failure(int exitCode) {
    String said = process.messages();
    ErrorCode code =
        switch (ToolFailure.classify(said).orElse(ErrorCode.RESTORE_FAILED)) {
          case SERVER_UNREACHABLE -> ErrorCode.SERVER_UNREACHABLE;
          case SERVER_GONE -> ErrorCode.SERVER_GONE;
          case TLS_FAILED -> ErrorCode.TLS_FAILED;
          case ACCESS_DENIED -> ErrorCode.ACCESS_DENIED;
          default -> ErrorCode.RESTORE_FAILED;
        };
    String error =
        said.lines().filter(line -> line.startsWith("ERROR")).findFirst().orElse("no message");
    String message = "%s failed (exit code %d): %s".formatted(subject(), exitCode, error);
    return code == ErrorCode.ACCESS_DENIED
        ? new DumpwardenException(
            code, message, "check user, password and grants of the restore account", null)
        : new DumpwardenException(code, message);
  }

  private String subject() {
    return "the restore into %s by %s".formatted(login.address(), program.describe());
  }
}
