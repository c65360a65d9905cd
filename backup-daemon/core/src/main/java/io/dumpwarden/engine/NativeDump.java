package io.dumpwarden.engine;

import io.dumpwarden.dump.DumpTool;
import io.dumpwarden.dump.OpenDump;
import io.dumpwarden.dump.TableProgress;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.pipeline.Compression;
import io.dumpwarden.pipeline.FrameSource;
import io.dumpwarden.snapshot.SnapshotFacts;
import io.dumpwarden.snapshot.SnapshotLock;
import io.dumpwarden.source.BinlogPosition;
import io.dumpwarden.source.DumpedObjects;
import io.dumpwarden.source.Unproven;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A dump of the native engine, which begins when its frames or its stream are asked for. */
final class NativeDump implements OpenDump {

  private static final Compression RAW = new Compression(Compression.Algorithm.NONE, 0);

  private final NativePlan plan;
  private final DumpWork work;
  private boolean begun;
  private @Nullable InputStream stream;

  NativeDump(NativeEngine.Tools tools, NativePlan plan) {
    this.plan = plan;
    this.work = new DumpWork(tools, plan);
  }

  @Override
  public synchronized InputStream stream() {
    if (stream == null) {
      begin(RAW);
      stream = new FramedStream(work.queue());
    }
    return stream;
  }

  @Override
  public synchronized Optional<FrameSource> frames() {
    begin(plan.request().how().compression());
    return Optional.of(work.queue());
  }

  private void begin(Compression compression) {
    if (begun) {
      throw new IllegalStateException("a dump is read once, by frames or as a stream");
    }
    begun = true;
    work.start(compression);
  }

  @Override
  public Optional<SnapshotFacts> snapshot() {
    return work.facts();
  }

  @Override
  public List<TableProgress> progress() {
    return work.tally().progress();
  }

  @Override
  public DumpTool tool() {
    return plan.tool();
  }

  /** Complete at the end: how the snapshot was reached is part of it. */
  @Override
  public List<String> warnings() {
    // the lock may not have been had
    boolean locked = work.facts().map(facts -> facts.lock() != SnapshotLock.NONE).orElse(true);
    List<String> warnings = new ArrayList<>(plan.warnings(plan.holdsLock() && locked));
    work.facts().ifPresent(facts -> warnings.addAll(facts.warnings()));
    return List.copyOf(warnings);
  }

  @Override
  public List<Unproven> unproven() {
    return Unproven.in(plan.request().databases(), plan.request().server());
  }

  @Override
  public List<String> options() {
    return plan.told();
  }

  @Override
  public String command() {
    return plan.shown();
  }

  @Override
  public List<Long> pids() {
    return List.of();
  }

  @Override
  public void prove() {
    work.queue()
        .failure()
        .ifPresent(
            failure -> {
              throw failure;
            });
    List<String> unfinished = work.tally().unfinished();
    if (!work.queue().isDrained() || !work.isEndMarked() || !unfinished.isEmpty()) {
      throw new DumpwardenException(
          ErrorCode.DUMP_INCOMPLETE,
          "the dump of %s from %s did not come to its end%s"
              .formatted(
                  String.join(", ", plan.request().databases()),
                  plan.request().login().address(),
                  unfinished.isEmpty() ? "" : ": " + String.join(", ", unfinished)));
    }
  }

  @Override
  public Optional<BinlogPosition> position() {
    return work.facts().map(SnapshotFacts::position);
  }

  @Override
  public List<String> databases() {
    synchronized (work.scan()) {
      return work.scan().databases();
    }
  }

  @Override
  public DumpedObjects objects(String database) {
    synchronized (work.scan()) {
      return work.scan().objects(database);
    }
  }

  @Override
  public OptionalLong rows() {
    return OptionalLong.of(work.tally().rows());
  }

  @Override
  public String messages() {
    return work.facts().map(NativeDump::words).orElse("");
  }

  private static String words(SnapshotFacts facts) {
    return "snapshot over %d connections, lock %s held for %d ms after %d ms of waiting%s\n"
        .formatted(
            facts.connections(),
            facts.lock().id(),
            facts.lockMillis(),
            facts.waitMillis(),
            facts.definitionsLocked() ? ", definitions locked until the end" : "");
  }

  @Override
  public void close() {
    work.close();
  }
}
