package io.dumpwarden.engine;

import io.dumpwarden.dump.DumpEngine;
import io.dumpwarden.dump.DumpPreview;
import io.dumpwarden.dump.DumpRequest;
import io.dumpwarden.dump.OpenDump;
import io.dumpwarden.snapshot.Snapshots;
import io.dumpwarden.source.ServerConnector;
import java.time.InstantSource;

/**
 * Dumps through the JDBC driver: one snapshot, seen by several connections, each of which reads its
 * share of the tables. Needs no program. Safe for use by many threads.
 */
public final class NativeEngine implements DumpEngine {

  /** What a dump is made with. */
  record Tools(
      ServerConnector connector, Snapshots snapshots, String version, InstantSource clock) {}

  private final Tools tools;

  /**
   * @param connector whose connections may be silent for as long as a server sorts a table's rows,
   *     or a dump waits for its server
   * @param version of this program, for manifests
   */
  public NativeEngine(ServerConnector connector, String version, InstantSource clock) {
    this.tools = new Tools(connector, new Snapshots(connector), version, clock);
  }

  @Override
  public String name() {
    return "native";
  }

  /** Asks the server nothing yet: that begins when somebody takes the stream or the frames. */
  @Override
  public OpenDump open(DumpRequest request) {
    return new NativeDump(tools, NativePlan.of(request, tools.version()));
  }

  @Override
  public DumpPreview preview(DumpRequest request) {
    NativePlan plan = NativePlan.of(request, tools.version());
    return new DumpPreview(plan.tool(), plan.shown(), plan.told(), plan.options().dropped());
  }
}
