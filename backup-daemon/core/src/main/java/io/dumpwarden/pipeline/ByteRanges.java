package io.dumpwarden.pipeline;

import java.io.IOException;
import java.io.InputStream;

/** A file that can be read from anywhere. Safe for use by many threads. */
@FunctionalInterface
public interface ByteRanges {

  /**
   * So many bytes from an offset on, fewer where the file ends before. The caller closes the
   * stream.
   */
  InputStream read(long offset, long length) throws IOException;
}
