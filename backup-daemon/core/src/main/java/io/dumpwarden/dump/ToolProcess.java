package io.dumpwarden.dump;

import io.dumpwarden.error.LogContext;
import io.dumpwarden.storage.Secret;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running client program. It leads a session of its own where setsid is there, so that a
 * terminal's Ctrl-C does not reach it; its environment is clean; what it says on standard error is
 * read all along. Safe for use by many threads.
 */
public final class ToolProcess implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ToolProcess.class);
  private static final int MESSAGE_LIMIT = 64 * 1024;
  private static final List<Path> SETSID =
      List.of(Path.of("/usr/bin/setsid"), Path.of("/bin/setsid"));

  private final Process process;
  private final Secret password;
  private final CappedText messages = new CappedText(MESSAGE_LIMIT);
  private final HeardLines lines;
  private final Thread listener;
  private volatile boolean ended;

  private ToolProcess(Process process, Secret password, Consumer<String> heard) {
    this.process = process;
    this.password = password;
    this.lines = new HeardLines(line -> heard.accept(redacted(line)));
    this.listener = new Thread(LogContext.carried(this::listen), "stderr-" + process.pid());
    listener.setDaemon(true);
  }

  /** A program that reads nothing and writes to us. */
  public static ToolProcess reading(List<String> command, Secret password) throws IOException {
    return start(builder(command).redirectInput(new File("/dev/null")), password, line -> {});
  }

  /**
   * A program that we write to. Its output is thrown away.
   *
   * @param heard told of each line that it says on standard error, on a thread of its own; without
   *     the password
   */
  public static ToolProcess writing(List<String> command, Secret password, Consumer<String> heard)
      throws IOException {
    return start(builder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD), password, heard);
  }

  private static ToolProcess start(ProcessBuilder builder, Secret password, Consumer<String> heard)
      throws IOException {
    ToolProcess tool = new ToolProcess(builder.start(), password, heard);
    tool.listener.start();
    return tool;
  }

  private static ProcessBuilder builder(List<String> command) {
    List<String> whole = new ArrayList<>();
    SETSID.stream()
        .filter(Files::isExecutable)
        .findFirst()
        .ifPresent(it -> whole.add(it.toString()));
    whole.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(whole);
    ToolEnvironment.clean(builder.environment());
    return builder;
  }

  public InputStream output() {
    return process.getInputStream();
  }

  public OutputStream input() {
    return process.getOutputStream();
  }

  public long pid() {
    return process.pid();
  }

  /**
   * Waits for the end.
   *
   * @return the exit code, 128 and the signal's number for a killed one; empty when it takes longer
   */
  public Optional<Integer> exitCode(Duration patience) throws InterruptedException {
    if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      return Optional.empty();
    }
    listener.join(TimeUnit.SECONDS.toMillis(2));
    return Optional.of(process.exitValue());
  }

  /** What it said on standard error so far: the first and the last 32 KiB, without the password. */
  public String messages() {
    return redacted(messages.text());
  }

  private String redacted(String said) {
    return password.isEmpty() ? said : said.replace(password.reveal(), "[redacted]");
  }

  /** The last lines that it said, in one. */
  public String lastWords() {
    List<String> lines = messages().lines().filter(line -> !line.isBlank()).toList();
    Stream<String> last = lines.stream().skip(Math.max(0, lines.size() - 3));
    return String.join("; ", last.toList());
  }

  /** Ends it and all that it started. May be called again, by any thread. */
  @Override
  public void close() {
    // Once it has ended, its number may come to mean another process.
    if (!ended) {
      new ProcessGroup(process).end();
      ended = true;
      closeQuietly(process.getInputStream());
    }
  }

  private static void closeQuietly(InputStream stream) {
    try {
      stream.close();
    } catch (IOException e) {
      LOG.debug("the pipe of an ended process does not close: {}", e.toString());
    }
  }

  private void listen() {
    byte[] buffer = new byte[4096];
    try (InputStream stderr = process.getErrorStream()) {
      for (int n = stderr.read(buffer); n >= 0; n = stderr.read(buffer)) {
        messages.write(buffer, 0, n);
        lines.write(buffer, n);
      }
    } catch (IOException e) {
      LOG.debug("standard error of process {} ended: {}", process.pid(), e.toString());
    } finally {
      lines.end();
    }
  }
}
