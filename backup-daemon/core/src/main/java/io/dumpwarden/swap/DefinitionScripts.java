package io.dumpwarden.swap;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.source.Login;
import io.dumpwarden.swap.Holdings.Definition;
import io.dumpwarden.swap.SwapUnit.Scope;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Drops definitions, and has the client program make them. */
final class DefinitionScripts {

  private final TargetSession session;
  private final SwapNames names;
  private final Client client;

  /** A client program, whom it logs in as, and how long it waits for locks. */
  record Client(DefinitionLoader loader, Login login, Duration lockWait) {}

  DefinitionScripts(TargetSession session, SwapNames names, Client client) {
    this.session = session;
    this.names = names;
    this.client = client;
  }

  /** Events first, so that none fires meanwhile; what is gone already is no harm. */
  void drop(SwappedUnit unit, List<Definition> definitions) throws SQLException {
    List<Definition> reversed = new ArrayList<>(definitions);
    Collections.reverse(reversed);
    for (Definition definition : reversed) {
      session.drop(definition.kind(), Sql.name(unit.target(), definition.name()));
    }
  }

  /** Drops all that the scope holds at this moment. */
  void dropAll(SwappedUnit unit, Scope scope) throws SQLException {
    drop(unit, new Holdings(session, unit.target()).definitions(scope));
  }

  /**
   * Has the client execute a text. It holds a lock of its own, so that nobody changes anything
   * while a client is at work whose process has lost its connection.
   */
  void load(SwapRecord record, InputStream text) throws IOException {
    // no line break: the client's "at line" is the text's own
    String head =
        "SET SESSION lock_wait_timeout = %d; %sDO GET_LOCK('%s', %d); "
            .formatted(
                client.lockWait().toSeconds(),
                record.logged() ? "" : "SET SESSION sql_log_bin = 0; ",
                names.clientLock(),
                client.lockWait().toSeconds());
    client
        .loader()
        .load(
            client.login(),
            new SequenceInputStream(
                new ByteArrayInputStream(head.getBytes(StandardCharsets.UTF_8)), text));
  }

  /** Waits for a client that an owner now gone has left behind. */
  void awaitClient() throws SQLException {
    if (!session.lock(names.clientLock(), client.lockWait())) {
      throw new DumpwardenException(
          ErrorCode.SWAP_UNFINISHED,
          "a client program is still making definitions for " + names.journal());
    }
    session.unlock(names.clientLock());
  }
}
