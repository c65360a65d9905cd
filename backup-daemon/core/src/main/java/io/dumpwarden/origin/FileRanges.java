package io.dumpwarden.origin;

import io.dumpwarden.pipeline.ByteRanges;
import io.dumpwarden.storage.BoundedStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** Parts of a plain file. */
record FileRanges(Path file) implements ByteRanges {

  @Override
  public InputStream read(long offset, long length) throws IOException {
    SeekableByteChannel channel = Files.newByteChannel(file);
    try {
      channel.position(offset);
      return new BoundedStream(Channels.newInputStream(channel), length);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }
}
