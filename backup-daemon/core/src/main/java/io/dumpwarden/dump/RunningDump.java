package io.dumpwarden.dump;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A dump program at work. */
final class RunningDump implements OpenDump {

  /** How long a program may take to end after it has closed its output. */
  private static final Duration EXIT_PATIENCE = Duration.ofSeconds(30);

  private final DumpRequest request;
  private final ClientProgram program;
  private final ToolProcess process;
  private final DefaultsFile credentials;
  private final List<String> options;
  private final List<String> warnings;
  private final EndMarkerStream stream;

  /**
   * @param choice the program and the warnings of the whole dump
   */
  RunningDump(
      DumpRequest request,
      ToolChoice choice,
      List<String> options,
      ToolProcess process,
      DefaultsFile credentials) {
    this.request = request;
    this.program = choice.program();
    this.warnings = choice.warnings();
    this.options = options;
    this.process = process;
    this.credentials = credentials;
    this.stream = new EndMarkerStream(process.output(), credentials::close);
  }

  @Override
  public InputStream stream() {
    return stream;
  }

  @Override
  public DumpTool tool() {
    return DumpTool.of(program);
  }

  @Override
  public List<String> warnings() {
    return warnings;
  }

  @Override
  public List<String> options() {
    return options;
  }

  @Override
  public long pid() {
    return process.pid();
  }

  @Override
  public void prove() {
    int exitCode = exitCode();
    if (exitCode != 0) {
      throw ToolFailure.of(subject(), exitCode, process, stream.hasBytes());
    }
    if (!stream.ended()) {
      throw new DumpwardenException(
          ErrorCode.DUMP_INCOMPLETE,
          "%s ended without its end marker%s".formatted(subject(), ToolFailure.words(process)));
    }
  }

  @Override
  public String messages() {
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
                  "%s closed its output but does not end".formatted(subject())));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DumpwardenException(
          ErrorCode.CANCELLED, "%s was interrupted".formatted(subject()), e);
    }
  }

  private String subject() {
    return "the dump of %s from %s by %s"
        .formatted(
            String.join(", ", request.databases()), request.login().address(), program.describe());
  }
}
