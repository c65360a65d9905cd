package io.dumpwarden.admin.desk;

import java.io.IOException;
import java.io.InputStream;

/**
 * A stored file that somebody may take away.
 *
 * @param fileName without folders
 * @param bytes how many there are in all; -1 where that is not known before the end
 * @param source its bytes
 */
public record Download(String fileName, long bytes, Source source) {

  /** Opens the bytes. */
  public interface Source {

    /**
     * The bytes from that one on; the caller closes the stream. It ends with an {@link IOException}
     * or a {@link RuntimeException} where the rest cannot be had or is not what was proven.
     *
     * @param from 0 where {@link Download#bytes} is not known
     */
    InputStream open(long from) throws IOException;
  }
}
