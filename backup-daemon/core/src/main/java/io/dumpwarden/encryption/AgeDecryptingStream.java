package io.dumpwarden.encryption;

import com.exceptionfactory.jagged.FileKey;
import com.exceptionfactory.jagged.PayloadException;
import com.exceptionfactory.jagged.RecipientStanza;
import com.exceptionfactory.jagged.RecipientStanzaReader;
import com.exceptionfactory.jagged.framework.stream.StandardDecryptingChannelFactory;
import io.dumpwarden.error.DumpwardenException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Format age, read. */
final class AgeDecryptingStream extends SegmentedStream {

  static final byte[] MAGIC =
      "age-encryption.org/v1\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

  private static final int CHUNK = 64 * 1024;

  private final Watched in;
  private final ReadableByteChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocate(CHUNK);

  /**
   * @param in at the file's begin
   * @param keys tried in turn
   */
  AgeDecryptingStream(InputStream in, List<RecipientStanzaReader> keys) throws IOException {
    this.in = new Watched(in);
    try {
      this.channel =
          new StandardDecryptingChannelFactory()
              .newDecryptingChannel(
                  Channels.newChannel(this.in), List.of(stanzas -> fileKey(stanzas, keys)));
    } catch (NoKeyFits e) {
      throw Damage.wrongKey("the file was encrypted by age for other keys than the given ones");
    } catch (GeneralSecurityException | PayloadException e) {
      throw headerDamaged(e);
    } catch (IOException e) {
      if (this.in.failed) {
        throw e;
      }
      throw headerDamaged(e);
    } catch (IllegalArgumentException | IndexOutOfBoundsException | BufferUnderflowException e) {
      // what the library makes of headers that end early or are none
      throw headerDamaged(e);
    }
  }

  static final class NoKeyFits extends InvalidKeyException {
    NoKeyFits() {
      super("no key fits");
    }
  }

  static FileKey fileKey(Iterable<RecipientStanza> all, List<RecipientStanzaReader> keys)
      throws GeneralSecurityException {
    for (RecipientStanzaReader key : keys) {
      try {
        return key.getFileKey(all);
      } catch (GeneralSecurityException e) {
        // not this one
      }
    }
    throw new NoKeyFits();
  }

  @Override
  byte @Nullable [] next() throws IOException {
    buffer.clear();
    try {
      channel.read(buffer);
    } catch (PayloadException e) {
      throw Damage.of(
          in.ended
              ? "it is truncated, or its end is not as it was written"
              : "a chunk is not as it was written",
          e);
    }
    // the answer is no count: at the end it is -1 also where bytes were given
    return buffer.position() == 0 ? null : Arrays.copyOf(buffer.array(), buffer.position());
  }

  static DumpwardenException headerDamaged(Exception e) {
    return Damage.of("its header is not as it was written, or it is truncated there", e);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /** Knows whether the file came to its end, and whether reading it failed. */
  private static final class Watched extends FilterInputStream {
    private boolean ended;
    private boolean failed;

    Watched(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      failed = true;
      int n = super.read(bytes, offset, length);
      failed = false;
      ended |= n < 0;
      return n;
    }
  }
}
