package io.dumpwarden.restore;

import io.dumpwarden.client.ClientEndedException;
import io.dumpwarden.client.ClientInput;
import io.dumpwarden.client.ClientSession;
import io.dumpwarden.client.ErrorLines;
import io.dumpwarden.client.Feeding;
import io.dumpwarden.client.LineContexts;
import io.dumpwarden.client.LoadErrors;
import io.dumpwarden.client.RestoreClient;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.load.ScriptLoad;
import io.dumpwarden.source.Login;
import io.dumpwarden.swap.DefinitionLoader;
import java.io.IOException;
import java.io.InputStream;

/**
 * Executes the text of triggers, views, routines and events: by a client program, or without where
 * there is none.
 */
public final class DefinitionClient implements DefinitionLoader {

  private final TargetTools tools;

  public DefinitionClient(TargetTools tools) {
    this.tools = tools;
  }

  @Override
  public void load(Login login, InputStream sql) throws IOException {
    LineContexts contexts = new LineContexts();
    ErrorLines errors = new ErrorLines();
    ClientSession session = new ClientSession(null, false, line -> errors.hear(line, 0));
    try (RestoreClient client = tools.clients().open(login, tools.temporaryFolder(), session)) {
      try {
        new Feeding(contexts, passed -> {}).pump(sql, new ClientInput(client.stdin()));
        client.prove();
      } catch (ClientEndedException e) {
        client.prove();
        throw e;
      }
    } catch (DumpwardenException e) {
      if (e.code() == ErrorCode.DUMP_TOOL_MISSING) {
        // nothing was read yet
        ScriptLoad.run(tools.connector(), login, sql);
        return;
      }
      throw new LoadErrors(errors, contexts).located(e);
    }
  }
}
