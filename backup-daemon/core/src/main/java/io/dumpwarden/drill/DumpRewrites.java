package io.dumpwarden.drill;

import io.dumpwarden.script.RenamingStream;
import java.io.OutputStream;

/** What is changed in a dump so that it loads into a throwaway server. */
final class DumpRewrites {

  private DumpRewrites() {}

  static OutputStream into(OutputStream client, DrillSubject subject, ThrowawayServer server) {
    if (subject.backup().databases().size() != 1) {
      return client;
    }
    String database = subject.backup().databases().get(0);
    String here = server.databases().getOrDefault(database, database);
    return here.equals(database) ? client : new RenamingStream(client, here);
  }
}
