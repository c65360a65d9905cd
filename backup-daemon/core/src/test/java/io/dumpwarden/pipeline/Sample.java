package io.dumpwarden.pipeline;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.SplittableRandom;

/** Content to compress, and what comes of it. */
final class Sample {

  private Sample() {}

  /** Compresses somewhat, and differs everywhere. */
  static byte[] text(int length) {
    SplittableRandom random = new SplittableRandom(length);
    byte[] text = new byte[length];
    for (int i = 0; i < length; i++) {
      // the sum of two dice: some letters are more frequent than others
      int dice = random.nextInt();
      text[i] = (byte) ('a' + (dice & 7) + (dice >>> 8 & 7));
    }
    return text;
  }

  static byte[] compressed(Compression compression, byte[] content) throws IOException {
    ByteArrayOutputStream stored = new ByteArrayOutputStream();
    try (OutputStream out = Compressors.compress(compression, 3, stored)) {
      out.write(content);
    }
    return stored.toByteArray();
  }

  static byte[] join(List<byte[]> parts) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    parts.forEach(whole::writeBytes);
    return whole.toByteArray();
  }

  static byte[] read(Compression.Algorithm algorithm, byte[] stored) throws IOException {
    return read(algorithm, new ByteArrayInputStream(stored));
  }

  static byte[] read(Compression.Algorithm algorithm, InputStream stored) throws IOException {
    try (InputStream in = Compressors.decompress(algorithm, stored)) {
      return in.readAllBytes();
    }
  }
}
