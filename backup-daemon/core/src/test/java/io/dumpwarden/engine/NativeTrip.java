package io.dumpwarden.engine;

import io.dumpwarden.config.DumpContents;
import io.dumpwarden.config.DumpManners;
import io.dumpwarden.config.DumpOptionSet;
import io.dumpwarden.dump.DumpRequest;
import io.dumpwarden.dump.OpenDump;
import io.dumpwarden.dump.Source;
import io.dumpwarden.engines.StockTools;
import io.dumpwarden.load.LoadListener;
import io.dumpwarden.load.LoadWishes;
import io.dumpwarden.load.ParallelLoad;
import io.dumpwarden.pipeline.Compression;
import io.dumpwarden.pipeline.Frame;
import io.dumpwarden.pipeline.FrameSource;
import io.dumpwarden.pipeline.PackedFrame;
import io.dumpwarden.run.RunControl;
import io.dumpwarden.snapshot.SnapshotFacts;
import io.dumpwarden.source.BinlogPosition;
import io.dumpwarden.source.Inventory;
import io.dumpwarden.source.ServerConnector;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A dump by the native engine as SQL in a file, and the ways back from it.
 *
 * @param frames in the file's order
 */
record NativeTrip(Path file, List<Frame> frames, SnapshotFacts snapshot, BinlogPosition position) {

  static final ServerConnector CONNECTOR = new ServerConnector(Duration.ofMinutes(1));

  private static final Compression RAW = new Compression(Compression.Algorithm.NONE, 0);

  /** Dumps the databases in one snapshot, over so many connections, and proves the dump. */
  static NativeTrip dump(Source source, List<String> databases, int connections, Path folder)
      throws IOException, SQLException, InterruptedException {
    try (OpenDump dump = open(source, databases, connections, folder)) {
      return read(dump, folder);
    }
  }

  /** Dumps a database as these options say. */
  static NativeTrip dump(Source source, String database, DumpOptionSet options, Path folder)
      throws IOException, SQLException, InterruptedException {
    DumpRequest whole = source.request(database, folder);
    DumpRequest.What what = new DumpRequest.What(DumpContents.ALL, List.of(), options);
    NativeEngine engine = new NativeEngine(CONNECTOR, "0", InstantSource.system());
    try (OpenDump dump =
        engine.open(
            new DumpRequest(whole.login(), whole.server(), whole.inventories(), what, folder))) {
      return read(dump, folder);
    }
  }

  private static NativeTrip read(OpenDump dump, Path folder)
      throws IOException, InterruptedException {
    Path file = folder.resolve("dump.sql");
    List<Frame> frames = write(dump.frames().orElseThrow(), file);
    dump.prove();
    BinlogPosition none = new BinlogPosition(null, null, null, false);
    return new NativeTrip(
        file, frames, dump.snapshot().orElseThrow(), dump.position().orElse(none));
  }

  /** A dump that nobody has read anything of. */
  static OpenDump open(Source source, List<String> databases, int connections, Path folder)
      throws SQLException {
    return open(source, databases, connections, DumpManners.STANDARD, folder);
  }

  static OpenDump open(
      Source source, List<String> databases, int connections, DumpManners manners, Path folder)
      throws SQLException {
    List<Inventory> inventories = new ArrayList<>();
    for (String database : databases) {
      inventories.add(source.inventory(database));
    }
    return new NativeEngine(CONNECTOR, "0", InstantSource.system())
        .open(
            new DumpRequest(
                source.login(),
                source.facts(),
                inventories,
                DumpRequest.What.ALL,
                new DumpRequest.How(RAW, connections, manners),
                folder));
  }

  private static List<Frame> write(FrameSource source, Path file)
      throws IOException, InterruptedException {
    List<Frame> frames = new ArrayList<>();
    long end = 0;
    try (OutputStream out = Files.newOutputStream(file)) {
      for (Optional<PackedFrame> next = source.next(); next.isPresent(); next = source.next()) {
        Frame frame = next.get().frame().at(end);
        next.get().writeTo(out);
        frames.add(frame);
        end += frame.packedBytes();
      }
    }
    return frames;
  }

  /** Loads it by the server's own client. */
  void loadByClient(Source target) throws Exception {
    StockTools.End end = new StockTools(target.engine(), file.getParent()).restore(file);
    if (end.exit() != 0) {
      throw new IllegalStateException("the client ended with %s".formatted(end));
    }
  }

  /** Loads it over so many connections. */
  void loadInParallel(Source target, int connections) {
    new ParallelLoad(
            new ParallelLoad.Surroundings(
                CONNECTOR,
                target.login(),
                new RunControl(Thread.currentThread()),
                LoadListener.UNHEARD),
            this::text,
            LoadWishes.plain(connections, "token-of-tests"))
        .run(frames);
  }

  private InputStream text(Frame frame) throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      in.seek(frame.offset());
      byte[] text = new byte[Math.toIntExact(frame.packedBytes())];
      in.readFully(text);
      return new ByteArrayInputStream(text);
    }
  }
}
