package io.dumpwarden.pipeline;

import java.io.IOException;
import java.util.Optional;

/** Frames in the order in which they are to stand in the file. For one reading thread. */
public interface FrameSource {

  /**
   * Waits for the next frame.
   *
   * @return empty at the end, which alone does not mean that the dump is complete
   * @throws IOException where the dump failed
   */
  Optional<PackedFrame> next() throws IOException, InterruptedException;
}
