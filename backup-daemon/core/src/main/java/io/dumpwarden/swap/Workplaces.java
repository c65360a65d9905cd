package io.dumpwarden.swap;

import io.dumpwarden.source.Login;
import io.dumpwarden.source.ServerConnector;
import java.time.Duration;

/**
 * Opens sessions, and puts together what one replacement is worked on with.
 *
 * @param lockWait how long a statement waits for the tables that others use
 */
record Workplaces(
    ServerConnector connector, DefinitionLoader loader, SwapSteps steps, Duration lockWait) {

  private static final Duration LOCK_WAIT = Duration.ofMinutes(1);

  Workplaces(ServerConnector connector, DefinitionLoader loader, SwapSteps steps) {
    this(connector, loader, steps, LOCK_WAIT);
  }

  TargetSession session(Login login, boolean logged) {
    return TargetSession.open(connector, login, logged, lockWait);
  }

  Workplace of(TargetSession session, SwapNames names, Login login) {
    return new Workplace(
        session,
        new Journal(session, names),
        new DefinitionScripts(
            session, names, new DefinitionScripts.Client(loader, login, lockWait)),
        steps);
  }
}
