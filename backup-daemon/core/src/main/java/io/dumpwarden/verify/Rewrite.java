package io.dumpwarden.verify;

import io.dumpwarden.catalog.Copy;
import io.dumpwarden.catalog.CopyStatus;
import io.dumpwarden.catalog.KeyLayout;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.storage.ObjectKey;
import io.dumpwarden.storage.StorageException;
import io.dumpwarden.storage.StorageProvider;
import io.dumpwarden.storage.StorageWriter;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Predicate;

/** Writes the objects of one copy anew, as long as it is one that is to be repaired. */
final class Rewrite {

  /** Longer than a commit takes. */
  static final Duration LEASE = Duration.ofMinutes(15);

  private static final Duration RENEWAL = Duration.ofMinutes(1);

  private final StorageProvider target;
  private final Copy copy;
  private final Verifications verifications;
  private final InstantSource clock;
  private Instant renewedAt;

  Rewrite(StorageProvider target, Copy copy, Verifications verifications, InstantSource clock) {
    this.target = target;
    this.copy = copy;
    this.verifications = verifications;
    this.clock = clock;
    this.renewedAt = clock.instant();
  }

  StorageProvider target() {
    return target;
  }

  /** Takes bytes that are only read, so that the claim does not run out meanwhile. */
  OutputStream whileReading() {
    return new OutputStream() {
      @Override
      public void write(int b) {
        renewSometimes();
      }

      @Override
      public void write(byte[] bytes, int offset, int length) {
        renewSometimes();
      }
    };
  }

  /** The target gave up, which is not the source's fault. */
  static final class TargetFailed extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient StorageException why;

    TargetFailed(StorageException why) {
      super(why);
      this.why = why;
    }

    StorageException why() {
      return why;
    }
  }

  /**
   * Writes one object; nothing changes under its key unless its bytes proved to be right.
   *
   * @param read writes the bytes, and says what they are like
   * @param right whether they may take the object's place
   */
  Finding object(
      ObjectKey key, long bytes, Function<OutputStream, Finding> read, Predicate<Finding> right) {
    try (StorageWriter writer = target.open(key, OptionalLong.of(bytes))) {
      begin(writer);
      Finding found = read.apply(new ToWriter(writer));
      if (right.test(found)) {
        renew();
        writer.commit();
      }
      return found;
    } catch (TargetFailed e) {
      throw e.why();
    }
  }

  /** Writes the manifest; to be called last. */
  void manifest(String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    try (StorageWriter writer =
        target.open(KeyLayout.manifestKey(CopyCheck.key(copy)), OptionalLong.of(bytes.length))) {
      writer.write(bytes, 0, bytes.length);
      renew();
      writer.commit();
    }
  }

  /** Only of the dump itself: what stands beside it is swept along. */
  private void begin(StorageWriter writer) {
    boolean isDump = writer.pending().key().value().equals(copy.key());
    if (isDump && copy.status() == CopyStatus.FAILED) {
      verifications.began(copy.id(), writer.pending().uploadId());
    }
  }

  private void renewSometimes() {
    if (!clock.instant().isBefore(renewedAt.plus(RENEWAL))) {
      renew();
    }
  }

  private void renew() {
    renewedAt = clock.instant();
    if (!verifications.renew(copy.id(), LEASE)) {
      throw new DumpwardenException(
          ErrorCode.NOT_FOUND, "it was removed while it was being repaired");
    }
  }

  private final class ToWriter extends OutputStream {

    private final StorageWriter writer;

    ToWriter(StorageWriter writer) {
      this.writer = writer;
    }

    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      renewSometimes();
      try {
        writer.write(bytes, offset, length);
      } catch (StorageException e) {
        throw new TargetFailed(e);
      }
    }
  }
}
