package io.dumpwarden.dump;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;

/** A dump program at work. */
final class RunningPass implements AutoCloseable {

  /** How long a program may take to end after it has closed its output. */
  private static final Duration EXIT_PATIENCE = Duration.ofSeconds(30);

  private final String subject;
  private final ToolProcess process;
  private final DefaultsFile credentials;
  private final DumpScan scan;
  private final EndMarkerStream stream;

  /**
   * @param subject what it dumps, for messages
   * @param sql the process's output, as the dump is to hold it
   * @param scan sees what passes
   */
  RunningPass(
      String subject,
      ToolProcess process,
      InputStream sql,
      DumpScan scan,
      DefaultsFile credentials) {
    this.subject = subject;
    this.process = process;
    this.scan = scan;
    this.credentials = credentials;
    this.stream = new EndMarkerStream(new ScannedStream(sql, scan), credentials::close);
  }

  InputStream stream() {
    return stream;
  }

  /** What passed through the stream so far. */
  DumpScan scan() {
    return scan;
  }

  long pid() {
    return process.pid();
  }

  /** As {@link OpenDump#prove}. */
  void prove() {
    int exitCode = exitCode();
    if (exitCode != 0) {
      throw ToolFailure.of(subject, exitCode, process, stream.hasBytes());
    }
    if (!stream.ended()) {
      throw new DumpwardenException(
          ErrorCode.DUMP_INCOMPLETE,
          "%s ended without its end marker%s".formatted(subject, ToolFailure.words(process)));
    }
  }

  /** Whether the end of the stream is that of a complete pass. */
  boolean endedWell() {
    try {
      prove();
      return true;
    } catch (DumpwardenException e) {
      return false;
    }
  }

  String messages() {
    return process.messages();
  }

  @Override
  public void close() {
    process.close();
    credentials.close();
  }

  private int exitCode() {
    try {
      Optional<Integer> exitCode = process.exitCode(EXIT_PATIENCE);
      return exitCode.orElseThrow(
          () ->
              new DumpwardenException(
                  ErrorCode.DUMP_FAILED,
                  "%s closed its output but does not end".formatted(subject)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DumpwardenException(
          ErrorCode.CANCELLED, "%s was interrupted".formatted(subject), e);
    }
  }
}
