package io.dumpwarden.swap;

import io.dumpwarden.source.Login;
import io.dumpwarden.source.ServerConnector;

/** Opens sessions, and puts together what one replacement is worked on with. */
record Workplaces(ServerConnector connector, DefinitionLoader loader, SwapSteps steps) {

  TargetSession session(Login login, boolean logged) {
    return TargetSession.open(connector, login, logged);
  }

  Workplace of(TargetSession session, SwapNames names, Login login) {
    return new Workplace(
        session,
        new Journal(session, names),
        new DefinitionScripts(session, names, loader, login),
        steps);
  }
}
