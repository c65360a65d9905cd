package io.dumpwarden.pipeline;

import com.dynatrace.hash4j.hashing.HashStream64;
import com.dynatrace.hash4j.hashing.Hashing;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * {@code xxh3-64-framed}: a digest of a dump made of the digests of its frames, so that frames can
 * be digested side by side. XXH3-64 over, for each frame in the file's order, its raw length and
 * XXH3-64 of its raw bytes, both as 8 bytes, big-endian.
 */
final class FramedSum {

  private final HashStream64 hash = Hashing.xxh3_64().hashStream();

  void add(long rawBytes, long digest) {
    hash.putBytes(ByteBuffer.allocate(16).putLong(rawBytes).putLong(digest).array());
  }

  void add(Frame frame) {
    add(frame.rawBytes(), HexFormat.fromHexDigitsToLong(frame.digest()));
  }

  FramedSum copy() {
    FramedSum copy = new FramedSum();
    copy.hash.setState(hash.getState());
    return copy;
  }

  String hex() {
    return Digests.hex(hash);
  }
}
