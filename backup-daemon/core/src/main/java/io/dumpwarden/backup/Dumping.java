package io.dumpwarden.backup;

import io.dumpwarden.dump.DumpEngine;
import io.dumpwarden.dump.DumpRequest;
import io.dumpwarden.dump.OpenDump;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.pipeline.DumpPipeline;
import io.dumpwarden.pipeline.FanOut;
import io.dumpwarden.pipeline.FrameSource;
import io.dumpwarden.pipeline.FramedPipeline;
import io.dumpwarden.run.RunLog;
import io.dumpwarden.source.BinlogPosition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** One dump on its way from the tool through the pipeline to the storages, and its proof. */
final class Dumping {

  private final DumpEngine engine;
  private final DatabaseBackup.Resources resources;
  private final Attempt attempt;
  private final PreparedRun run;

  Dumping(DatabaseBackup.Resources resources, Attempt attempt) {
    this.engine = attempt.engine();
    this.resources = resources;
    this.attempt = attempt;
    this.run = attempt.run();
  }

  /**
   * Dumps to the end; nothing is committed yet.
   *
   * @param threads for compression
   */
  Dumped run(BeforeDump before, FanOut storages, int threads) throws IOException {
    DumpRequest request =
        new DumpRequest(
            run.inventories().login(),
            run.facts(),
            before.survey().inventories(),
            what(before),
            run.how(threads),
            resources.temporaryFolder());
    try (OpenDump dump = engine.open(request)) {
      Runnable release = run.active().control().hold(dump::close);
      List<Runnable> forget = dump.pids().stream().map(resources.children()::remember).toList();
      try {
        return pump(before, dump, storages, threads);
      } finally {
        release.run();
        run.active().log().add(dump.messages());
        dump.close();
        forget.forEach(Runnable::run);
      }
    }
  }

  private DumpRequest.What what(BeforeDump before) {
    return before.survey().what(run.spec().contents(), run.options());
  }

  private Dumped pump(BeforeDump before, OpenDump dump, FanOut storages, int threads)
      throws IOException {
    RunLog log = run.active().log();
    log.add("dump of %s: %s".formatted(attempt.unit().name(), dump.command()));
    attempt.meter().follow(dump::progress);
    DumpPipeline.Totals totals = totals(dump, storages, threads);
    run.active().control().throwIfEnded();
    dump.prove();
    List<String> warnings = new ArrayList<>(before.warnings());
    warnings.addAll(dump.warnings());
    warnings.forEach(warning -> log.add("warning: " + warning));
    Dumped.By by = new Dumped.By(dump.tool(), dump.options(), List.copyOf(warnings));
    Dumped.Seen seen =
        new Dumped.Seen(position(before, dump), dump.snapshot().orElse(null), rows(dump));
    return new Dumped(before, totals, by, seen, lacks(before, dump));
  }

  private DumpPipeline.Totals totals(OpenDump dump, FanOut storages, int threads)
      throws IOException {
    DumpPipeline.Stages stages = run.stages(threads);
    Optional<FrameSource> frames = dump.frames();
    return frames.isPresent()
        ? new FramedPipeline(stages, attempt.meter()).run(frames.get(), storages)
        : new DumpPipeline(stages, attempt.meter()).run(dump.stream(), dump.cuts(), storages);
  }

  private static @Nullable Long rows(OpenDump dump) {
    OptionalLong counted = dump.rows();
    return counted.isPresent() ? counted.getAsLong() : null;
  }

  private Dumped.Lacks lacks(BeforeDump before, OpenDump dump) {
    Shortcomings shortcomings = new Shortcomings(before.survey(), what(before));
    List<String> missing = shortcomings.missing(dump::objects);
    return new Dumped.Lacks(missing, shortcomings.of(dump.unproven(), missing));
  }

  /**
   * As the dump's own header says it; else what the server said around the dump, which is that of
   * the snapshot only where nothing was written meanwhile.
   */
  private @Nullable BinlogPosition position(BeforeDump before, OpenDump dump) {
    Optional<BinlogPosition> written = dump.position().filter(position -> !position.namesNone());
    BinlogPosition then = before.position();
    if (written.isPresent() || then == null) {
      return written.orElse(null);
    }
    boolean still = positionNow().filter(then::equals).isPresent();
    return new BinlogPosition(then.gtid(), then.file(), then.position(), still);
  }

  /** A server that does not answer now is no reason to lose a dump that is whole. */
  private Optional<BinlogPosition> positionNow() {
    try {
      return new Surveyor(run).position();
    } catch (DumpwardenException e) {
      run.active().control().throwIfEnded();
      run.active().log().add("the position after the dump is not known: " + e.getMessage());
      return Optional.empty();
    }
  }
}
