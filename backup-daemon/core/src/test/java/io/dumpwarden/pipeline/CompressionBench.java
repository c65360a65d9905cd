package io.dumpwarden.pipeline;

import com.sun.management.OperatingSystemMXBean;
import io.dumpwarden.pipeline.Compression.Algorithm;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Two compressions of the same dump through the pipeline, into storages that take everything at
 * once: {@code deploy/bench/compress} runs it, no build does.
 */
class CompressionBench {

  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private static final int THREADS = Runtime.getRuntime().availableProcessors();

  /**
   * @param frame MiB of SQL between cuts; 0 for no cuts
   */
  private record Way(Compression compression, int frame) {
    @Override
    public String toString() {
      return frame == 0 ? "" + compression : "%s cut every %d MiB".formatted(compression, frame);
    }
  }

  private record Pass(double seconds, double cpu, long raw, long stored) {}

  private final Path dump = Path.of(System.getProperty("bench.dump"));
  private final int pairs = Integer.getInteger("bench.pairs", 5);
  private final Way one = way(System.getProperty("bench.one", "gzip:6"));
  private final Way other = way(System.getProperty("bench.other", "pgzip:6"));

  @Test
  void compare() throws Exception {
    pass(one);
    pass(other);
    System.out.printf("| pair | %s, s | %s, s | times faster |%n|---|---|---|---|%n", one, other);
    List<Pass> ones = new ArrayList<>();
    List<Pass> others = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    for (int pair = 0; pair < pairs; pair++) {
      boolean oneFirst = pair % 2 == 0;
      Pass first = pass(oneFirst ? one : other);
      Pass second = pass(oneFirst ? other : one);
      ones.add(oneFirst ? first : second);
      others.add(oneFirst ? second : first);
      ratios.add(ones.get(pair).seconds() / others.get(pair).seconds());
      line(
          String.valueOf(pair + 1),
          ones.get(pair).seconds(),
          others.get(pair).seconds(),
          ratios.get(pair));
    }
    line("median", median(seconds(ones)), median(seconds(others)), median(ratios));
    System.out.printf(
        "%n%d bytes of SQL; stored %d by %s and %d by %s%n",
        ones.get(0).raw(), ones.get(0).stored(), one, others.get(0).stored(), other);
    System.out.printf(
        "processor time: %.2f s for %s and %.2f s for %s, on %d processors%n",
        median(cpu(ones)), one, median(cpu(others)), other, THREADS);
  }

  private Pass pass(Way way) throws IOException, InterruptedException {
    FanOut storages =
        new FanOut(
            Map.of("none", new FanOut.Target(CountingWriter.quick(), Duration.ofMinutes(1))));
    long cpu = SYSTEM.getProcessCpuTime();
    long begin = System.nanoTime();
    try (Cuts in = new Cuts(Files.newInputStream(dump), way.frame())) {
      DumpPipeline.Totals totals =
          new DumpPipeline(
                  new DumpPipeline.Stages(way.compression(), THREADS, StreamEncryption.NONE),
                  (raw, stored) -> {})
              .run(in, way.frame() == 0 ? FrameCuts.NONE : in, storages);
      storages.commit();
      double seconds = (System.nanoTime() - begin) / 1e9;
      double cpuSeconds = (SYSTEM.getProcessCpuTime() - cpu) / 1e9;
      return new Pass(seconds, cpuSeconds, totals.rawBytes(), totals.storedBytes());
    }
  }

  private static void line(String pair, double one, double other, double ratio) {
    System.out.printf("| %s | %.2f | %.2f | %.3f |%n", pair, one, other, ratio);
  }

  private static List<Double> seconds(List<Pass> passes) {
    return passes.stream().map(Pass::seconds).toList();
  }

  private static List<Double> cpu(List<Pass> passes) {
    return passes.stream().map(Pass::cpu).toList();
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }

  /** As {@code zstd:3}, or {@code zstd:3:32} for cuts every 32 MiB. */
  private static Way way(String text) {
    String[] parts = text.split(":");
    return new Way(
        new Compression(Algorithm.of(parts[0]), Integer.parseInt(parts[1])),
        parts.length > 2 ? Integer.parseInt(parts[2]) : 0);
  }

  /** Cuts anywhere, after so much. */
  private static final class Cuts extends FilterInputStream implements FrameCuts {
    private final long frame;
    private long read;
    private long begin;

    Cuts(InputStream in, int mebibytes) {
      super(in);
      this.frame = (long) mebibytes << 20;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int count = super.read(bytes, offset, length);
      read += Math.max(0, count);
      return count;
    }

    @Override
    public Optional<Cut> next() {
      if (read - begin < frame) {
        return Optional.empty();
      }
      begin += frame;
      return Optional.of(new Cut(begin, tables()));
    }

    @Override
    public long settled() {
      return read;
    }

    @Override
    public List<FrameTable> tables() {
      return List.of(new FrameTable("d", "t"));
    }
  }
}
