package io.dumpwarden.load;

import io.dumpwarden.pipeline.Frame;
import java.io.IOException;
import java.io.InputStream;

/** The SQL of a dump's frames. Safe for use by many threads. */
@FunctionalInterface
public interface FrameTexts {

  /**
   * The SQL of one frame, decrypted and decompressed. Its end is given only when its bytes are
   * those of the frame's digest; the caller closes it.
   *
   * @throws IOException where it cannot be read, or is not what the index says
   */
  InputStream open(Frame frame) throws IOException;
}
