package io.dumpwarden.admin.desk;

import java.io.InputStream;

/**
 * Bytes on their way out. To be closed by whoever asked.
 *
 * @param fileName without folders
 * @param bytes how many there are in all; -1 where that is not known before the end
 * @param from the first one that the stream gives
 * @param stream ends with an {@link java.io.IOException} where the rest cannot be had
 */
public record Download(String fileName, long bytes, long from, InputStream stream)
    implements AutoCloseable {

  @Override
  public void close() throws java.io.IOException {
    stream.close();
  }
}
