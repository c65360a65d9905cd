package io.dumpwarden.drill;

import io.dumpwarden.dump.EndMarkerStream;
import io.dumpwarden.load.LoadListener;
import io.dumpwarden.load.LoadRoom;
import io.dumpwarden.load.LoadWishes;
import io.dumpwarden.load.ParallelLoad;
import io.dumpwarden.pipeline.Frame;
import io.dumpwarden.pipeline.FrameKind;
import io.dumpwarden.pipeline.FrameTable;
import io.dumpwarden.run.RunControl;
import io.dumpwarden.script.ScriptNotes;
import io.dumpwarden.source.ServerConnector;
import io.dumpwarden.verify.FrameReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Loads a copy with an index into a throwaway server, over several connections; used once. */
final class DrillFrames {

  private static final int CONNECTIONS_AT_MOST = 4;
  private static final ServerConnector CONNECTOR = new ServerConnector(Duration.ZERO);

  private final DrillSubject subject;
  private final ThrowawayServer server;
  private final RunControl control;
  private @Nullable ParallelLoad load;

  DrillFrames(DrillSubject subject, ThrowawayServer server, RunControl control) {
    this.subject = subject;
    this.server = server;
    this.control = control;
  }

  DrillSubject subject() {
    return subject;
  }

  ThrowawayServer server() {
    return server;
  }

  /** Texts that name a database by the name that it does not have here. */
  List<String> unproven() {
    ScriptNotes notes = load == null ? null : load.notes().orElse(null);
    return notes == null ? List.of() : DumpRewrites.unproven(notes);
  }

  DrillLoad.Loaded load(FrameReader reader) throws IOException {
    long begin = System.nanoTime();
    DumpedRows rows = new DumpedRows();
    int wanted = Math.min(CONNECTIONS_AT_MOST, Runtime.getRuntime().availableProcessors());
    int connections = LoadRoom.here().connections(wanted, subject.manifest().reading());
    LoadWishes wishes =
        new LoadWishes(
            connections,
            false,
            DumpRewrites.choice(subject, server),
            subject.backup().id(),
            false,
            new Counting(rows));
    ParallelLoad all =
        new ParallelLoad(
            new ParallelLoad.Surroundings(CONNECTOR, server.login(), control, LoadListener.UNHEARD),
            reader::open,
            wishes);
    load = all;
    var loaded = all.run(reader.frames());
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    for (Frame frame : reader.frames()) {
      count(frame, loaded.rows(), rows);
    }
    List<String> problems = problems(reader);
    problems.addAll(loaded.changed());
    return new DrillLoad.Loaded(loaded.rawBytes(), took, rows, problems, unproven());
  }

  /** By the dump's own count; what the server took where it has none. */
  private static void count(Frame frame, Map<FrameTable, Long> taken, DumpedRows rows) {
    if (frame.kind() != FrameKind.ROWS) {
      return;
    }
    FrameTable table = frame.tables().get(0);
    Long counted = frame.rows();
    if (counted != null) {
      rows.add(table.database(), table.table(), counted);
    } else {
      rows.set(table.database(), table.table(), taken.getOrDefault(table, 0L));
    }
  }

  /** That all frames are the dump's own was proven as they were read. */
  private List<String> problems(FrameReader reader) throws IOException {
    List<String> problems = new ArrayList<>();
    long bytes = reader.frames().stream().mapToLong(Frame::rawBytes).sum();
    if (bytes != subject.manifest().raw().bytes()) {
      problems.add(
          "the dump has %d bytes of SQL, and its manifest says %d"
              .formatted(bytes, subject.manifest().raw().bytes()));
    }
    Frame last = reader.frames().get(reader.frames().size() - 1);
    try (InputStream sql = reader.open(last);
        EndMarkerStream end = new EndMarkerStream(sql, () -> {})) {
      end.transferTo(OutputStream.nullOutputStream());
      if (!end.ended()) {
        problems.add("the dump does not end with its end marker: it is cut off");
      }
    }
    return problems;
  }

  /** Sees which tables the dump makes. */
  private static final class Counting extends OutputStream {

    private final DumpedRows rows;

    Counting(DumpedRows rows) {
      this.rows = rows;
    }

    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      rows.see(bytes, offset, length);
    }
  }
}
