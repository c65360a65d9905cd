package io.dumpwarden.pipeline;

import java.util.List;
import java.util.Optional;

/**
 * Says where a dump may be cut into frames, while its bytes are read: it sees them as they pass.
 * For the thread that reads them.
 */
public interface FrameCuts {

  /** A dump that is not cut. */
  FrameCuts NONE =
      new FrameCuts() {
        @Override
        public Optional<Cut> next() {
          return Optional.empty();
        }

        @Override
        public long settled() {
          return Long.MAX_VALUE;
        }

        @Override
        public List<FrameTable> tables() {
          return List.of();
        }
      };

  /**
   * A place between two statements.
   *
   * @param rawOffset of the first byte behind it
   * @param tables of which the frame in front of it holds something
   */
  record Cut(long rawOffset, List<FrameTable> tables) {}

  /** The next cut in what was read so far, in the order of the dump. */
  Optional<Cut> next();

  /** A place before which no further cut comes: at most {@link #MOST_HELD} behind what was read. */
  long settled();

  /** Of what is behind the last cut. */
  List<FrameTable> tables();

  /** How many bytes may have to wait until it is known whether the dump is cut in front of them. */
  int MOST_HELD = 16 * 1024;
}
