package io.dumpwarden.load;

import io.dumpwarden.run.RunControl;
import io.dumpwarden.source.Login;
import io.dumpwarden.source.ServerConnector;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server that is loaded into, and all that is open for a load, which ends when the load is to
 * end. Safe for use by many threads.
 */
final class LoadServer {

  private static final Logger LOG = LoggerFactory.getLogger(LoadServer.class);

  private final ServerConnector connector;
  private final Login login;
  private final boolean withoutBinlog;
  private final RunControl control;
  private final LoadListener listener;
  private final Set<Runnable> open = ConcurrentHashMap.newKeySet();

  LoadServer(
      ServerConnector connector,
      Login login,
      boolean withoutBinlog,
      RunControl control,
      LoadListener listener) {
    this.connector = connector;
    this.login = login;
    this.withoutBinlog = withoutBinlog;
    this.control = control;
    this.listener = listener;
  }

  Connection connect() {
    return connector.connect(login);
  }

  boolean withoutBinlog() {
    return withoutBinlog;
  }

  RunControl control() {
    return control;
  }

  void say(String line) {
    listener.say(line);
  }

  /**
   * Has something ended when the load is to end.
   *
   * @return lets go of it
   */
  Runnable hold(Runnable abort) {
    open.add(abort);
    Runnable release = control.hold(abort);
    return () -> {
      release.run();
      open.remove(abort);
    };
  }

  /** The same for a stream: a read from a storage that hangs heeds no interrupt. */
  Runnable hold(InputStream stream) {
    // a codec closes behind the read that it is in
    Runnable abort =
        () -> {
          Thread closing = new Thread(() -> close(stream), "load-close");
          closing.setDaemon(true);
          closing.start();
        };
    return hold(abort);
  }

  private static void close(InputStream stream) {
    try {
      stream.close();
    } catch (IOException | RuntimeException e) {
      LOG.debug("a part of the dump does not close", e);
    }
  }

  /** Ends whatever is being done. */
  void abortAll() {
    open.forEach(Runnable::run);
  }
}
