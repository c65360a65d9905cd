package io.dumpwarden.restore;

import io.dumpwarden.catalog.Manifest;
import io.dumpwarden.catalog.ShortHash;
import io.dumpwarden.dump.RowsProgress;
import io.dumpwarden.load.LoadListener;
import io.dumpwarden.load.LoadWishes;
import io.dumpwarden.load.Loaded;
import io.dumpwarden.load.ParallelLoad;
import io.dumpwarden.script.ScriptChoice;
import io.dumpwarden.script.ScriptFilter;
import io.dumpwarden.source.ServerConnector;
import io.dumpwarden.verify.FrameReader;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Takes a dump with an index into the target, over several connections; used once. */
final class FrameLoad {

  private static final int HASH_BYTES = 16;

  /** Keys of a large table take as long as they take. */
  private static final ServerConnector CONNECTOR = new ServerConnector(Duration.ZERO);

  private final RestoreWork work;
  private final NeededFrames frames;

  FrameLoad(RestoreWork work, NeededFrames frames) {
    this.work = work;
    this.frames = frames;
  }

  /**
   * Loads what is chosen.
   *
   * @return what that came to
   */
  Loaded load(ScriptChoice choice, Loader.@Nullable Beside beside) throws IOException {
    FrameReader reader = work.source().frames().orElseThrow();
    int connections = connections();
    work.meter().say("loading over %d connections%s".formatted(connections, frames.said()));
    try (OutputStream definitions =
        beside == null
            ? OutputStream.nullOutputStream()
            : new ScriptFilter(beside.to(), beside.choice())) {
      LoadWishes wishes =
          new LoadWishes(
              connections,
              work.request().load().withoutBinlog(),
              choice,
              token(choice),
              work.plan().resumes(),
              definitions);
      return new ParallelLoad(around(), reader::open, wishes).run(reader.frames());
    }
  }

  /** Each takes memory for a statement, for what is read and for what is sent. */
  private int connections() {
    long room = Math.max(1, Runtime.getRuntime().maxMemory() / LoadWishes.HEAP_PER_CONNECTION);
    int wanted = work.request().load().connections();
    if (wanted > room) {
      work.meter().say("%d connections instead of %d: the heap is small".formatted(room, wanted));
    }
    return (int) Math.min(wanted, room);
  }

  private ParallelLoad.Surroundings around() {
    LoadListener listener =
        new LoadListener() {
          @Override
          public void passed(long rawBytes) {
            work.meter().loaded(rawBytes);
          }

          @Override
          public void follow(Supplier<RowsProgress> tables) {
            work.meter().follow(tables);
          }

          @Override
          public void say(String line) {
            work.meter().say(line);
          }
        };
    return new ParallelLoad.Surroundings(
        CONNECTOR, work.target().login(), work.control(), listener);
  }

  /** The same only for the same of the same dump, under the same names. */
  private String token(ScriptChoice choice) {
    String dump = work.source().manifest().map(Manifest::raw).map(Manifest.Raw::digest).orElse("");
    return ShortHash.of(
        "%s %s %s %s"
            .formatted(
                dump,
                new TreeMap<>(choice.databases()),
                choice.tables(),
                new TreeSet<>(choice.rewrites())),
        HASH_BYTES);
  }
}
