package io.dumpwarden.browser;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code dumpwarden serve} on an embedded store, as a process of its own. */
final class ServingDaemon implements AutoCloseable {

  private static final Pattern ADDRESS =
      Pattern.compile("admin server on (http://127\\.0\\.0\\.1:\\d+)/");
  private static final Pattern METRICS =
      Pattern.compile("metrics on (http://127\\.0\\.0\\.1:\\d+/metrics)");

  private final Path log;
  private final Process process;

  private ServingDaemon(Path folder, Map<String, String> more) throws IOException {
    this.log = folder.resolve("serve.log");
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "io.dumpwarden.app.command.Main",
                "serve"));
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("DUMPWARDEN_"));
    environment.put("DUMPWARDEN_DATA_DIR", folder.resolve("data").toString());
    environment.put("DUMPWARDEN_ADMIN_PORT", "0");
    environment.put("DUMPWARDEN_METRICS_PORT", "0");
    environment.put("DUMPWARDEN_RELOAD_INTERVAL", "1s");
    environment.putAll(more);
    process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
  }

  static ServingDaemon in(Path folder, Map<String, String> more) throws IOException {
    ServingDaemon daemon = new ServingDaemon(folder, more);
    await()
        .atMost(Duration.ofSeconds(90))
        .until(() -> !daemon.process.isAlive() || daemon.output().contains("is at work"));
    if (!daemon.process.isAlive()) {
      throw new IOException("the daemon ended: " + daemon.output());
    }
    return daemon;
  }

  /** Where its pages are. */
  String address() {
    return said(ADDRESS);
  }

  String metrics() {
    return said(METRICS);
  }

  /** What it said in words that match. */
  String said(Pattern words) {
    await().atMost(Duration.ofSeconds(20)).until(() -> words.matcher(output()).find());
    Matcher matcher = words.matcher(output());
    matcher.find();
    return matcher.group(1);
  }

  /** All that it said so far. */
  String output() {
    try {
      return Files.exists(log) ? Files.readString(log) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(40, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }
}
