package io.dumpwarden.pipeline;

import io.dumpwarden.pipeline.DumpPipeline.Stages;
import io.dumpwarden.pipeline.DumpPipeline.Totals;
import io.dumpwarden.storage.ObjectKey;
import io.dumpwarden.storage.memory.MemoryStorage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A dump in frames, as the pipeline leaves it. */
public record FramedFile(byte[] bytes, Totals totals) {

  private static final ObjectKey KEY = ObjectKey.of("framed.sql");

  /** A frame of each of these; all of one table but the first and the last. */
  public static FramedFile of(List<byte[]> parts, Stages stages) {
    MemoryStorage storage = new MemoryStorage(InstantSource.system());
    try (FramePacker packer = new FramePackers(stages.compression(), parts.size()).open()) {
      Deque<PackedFrame> frames = new ArrayDeque<>();
      for (int i = 0; i < parts.size(); i++) {
        packer.write(parts.get(i));
        boolean rows = i > 0 && i < parts.size() - 1;
        frames.add(
            packer.finish(
                rows ? FrameKind.ROWS : i == 0 ? FrameKind.DEFINITIONS : FrameKind.REST,
                rows ? List.of(new FrameTable("shop", "t")) : List.of(),
                rows ? "part " + i : null,
                rows ? 1L : null));
      }
      FanOut storages =
          new FanOut(
              Map.of(
                  "memory",
                  new FanOut.Target(
                      storage.open(KEY, OptionalLong.empty()), Duration.ofMinutes(1))));
      Totals totals =
          new FramedPipeline(stages, (raw, stored) -> {})
              .run(() -> Optional.ofNullable(frames.poll()), storages);
      storages.commit();
      try (var in = storage.read(KEY, 0)) {
        return new FramedFile(in.readAllBytes(), totals);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A frame of each line. */
  public static FramedFile ofLines(String sql, Stages stages) {
    return of(
        sql.lines().map(line -> (line + "\n").getBytes(StandardCharsets.UTF_8)).toList(), stages);
  }
}
