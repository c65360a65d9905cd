package io.dumpwarden.load;

import io.dumpwarden.run.RunControl;
import io.dumpwarden.source.Login;
import io.dumpwarden.source.ServerConnector;
import java.sql.Connection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The server that is loaded into, and all sessions on it, which end when the load is to end. Safe
 * for use by many threads.
 */
final class LoadServer {

  private final ServerConnector connector;
  private final Login login;
  private final boolean withoutBinlog;
  private final RunControl control;
  private final LoadListener listener;
  private final Set<TargetSession> open = ConcurrentHashMap.newKeySet();

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
   * Has a session ended when the load is to end.
   *
   * @return lets go of it
   */
  Runnable hold(TargetSession session) {
    open.add(session);
    Runnable release = control.hold(session::abort);
    return () -> {
      release.run();
      open.remove(session);
    };
  }

  /** Ends whatever any session is doing. */
  void abortAll() {
    open.forEach(TargetSession::abort);
  }
}
