package io.dumpwarden.encryption;

import io.dumpwarden.pipeline.ByteRanges;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Plain bytes from the middle of an encrypted file: only the segments that hold them are read. */
final class SegmentRange extends SegmentedStream {

  private final Segments segments;
  private final SegmentOpener opener;
  private final InputStream sealed;
  private final long from;
  private final long to;
  private long segment;

  /**
   * @param offset of the first plain byte
   * @param length how many are wanted; fewer are given where the file ends before
   */
  SegmentRange(Segments segments, SegmentOpener opener, ByteRanges file, long offset, long length)
      throws IOException {
    this.segments = segments;
    this.opener = opener;
    this.from = offset;
    this.to = offset + length;
    this.segment = segments.of(offset);
    this.sealed = open(file);
  }

  private InputStream open(ByteRanges file) throws IOException {
    if (from == to || segment >= segments.count()) {
      segment = segments.count();
      return InputStream.nullInputStream();
    }
    long begin = segments.sealedBegin(segment);
    long end = segments.sealedBegin(Math.min(segments.of(to - 1), segments.count() - 1) + 1);
    return file.read(begin, end - begin);
  }

  @Override
  byte @Nullable [] next() throws IOException {
    if (segment >= segments.count() || segments.plainBegin(segment) >= to) {
      return null;
    }
    byte[] bytes = new byte[segments.sealedBytes(segment)];
    if (bytes.length < Segments.TAG || sealed.readNBytes(bytes, 0, bytes.length) < bytes.length) {
      throw Damage.truncated("segment " + segment);
    }
    byte[] plain = opened(bytes);
    long begin = segments.plainBegin(segment);
    segment++;
    int first = (int) Math.min(plain.length, Math.max(0, from - begin));
    int last = (int) Math.max(first, Math.min(plain.length, to - begin));
    return first == 0 && last == plain.length ? plain : Arrays.copyOfRange(plain, first, last);
  }

  private byte[] opened(byte[] bytes) {
    try {
      return opener.open(bytes, segment, segments.isLast(segment));
    } catch (GeneralSecurityException e) {
      throw Damage.of("segment %d is not as it was written".formatted(segment), e);
    }
  }

  @Override
  public void close() throws IOException {
    sealed.close();
  }
}
