package io.dumpwarden.app.command;

import io.dumpwarden.access.Actor;
import io.dumpwarden.app.DaemonConfig;
import io.dumpwarden.app.DataDirectory;
import io.dumpwarden.app.EnvironmentReader;
import io.dumpwarden.app.Logging;
import io.dumpwarden.app.Platform;
import java.io.InputStream;
import java.io.PrintWriter;
import java.lang.ref.WeakReference;
import java.util.Map;

/** What every command is given: the environment, and where to write. */
final class CommandContext {

  private final Map<String, String> environment;
  private final InputStream input;

  CommandContext(Map<String, String> environment, InputStream input) {
    this.environment = environment;
    this.input = input;
  }

  /** Standard input. */
  InputStream input() {
    return input;
  }

  /** The process settings; every problem with them is one error. */
  DaemonConfig config() {
    return EnvironmentReader.read(environment);
  }

  /** The environment itself, for what a command reads by name: a password. */
  Map<String, String> environment() {
    return environment;
  }

  /** Opens the store and the services over it; works whether or not a daemon runs. */
  Platform open() {
    Platform platform = openToWork();
    // a signal must not leave the embedded server behind without anybody who uses it
    WeakReference<Platform> opened = new WeakReference<>(platform);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> close(opened), "close"));
    return platform;
  }

  /** One that its command closed and let go of is not held for it. */
  private static void close(WeakReference<Platform> opened) {
    Platform platform = opened.get();
    if (platform != null) {
      platform.close();
    }
  }

  /**
   * The same for a command that has work to end in order when a signal comes, and closes it itself.
   */
  Platform openToWork() {
    DaemonConfig config = config();
    // a command talks to the person at the terminal; only what is wrong goes to the log
    Logging.configure(config.logging().atMost("warn"));
    return Platform.open(config, new DataDirectory(config.dataDir()));
  }

  /** The data directory alone, for what needs no store; its temporary folder is the caller's. */
  DataDirectory dataWithoutStore() {
    DaemonConfig config = config();
    Logging.configure(config.logging().atMost("warn"));
    DataDirectory data = new DataDirectory(config.dataDir());
    data.prepareTemporary();
    return data;
  }

  /** Who is at the terminal. */
  Actor actor() {
    return new Actor(Account.name(), "cli");
  }

  static PrintWriter out(picocli.CommandLine.Model.CommandSpec spec) {
    return spec.commandLine().getOut();
  }
}
