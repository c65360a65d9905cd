package io.dumpwarden.storage.s3;

import io.dumpwarden.storage.PendingWrite;
import io.dumpwarden.storage.StorageException;
import io.dumpwarden.storage.StorageException.Kind;
import io.dumpwarden.storage.StorageWriter;
import io.dumpwarden.storage.StoredObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** Cuts a stream into parts and completes the upload at the commit. */
final class S3Writer implements StorageWriter {

  /** Whoever leaves {@code OPEN} first, a commit or an abort, decides the writer's end. */
  private enum State {
    OPEN,
    COMPLETING,
    ABORTED
  }

  private static final Logger log = LoggerFactory.getLogger(S3Writer.class);
  private static final long QUIET_MILLIS = 2_000;
  private static final Duration CLOCK_GRAIN = Duration.ofSeconds(1);

  private final S3Bucket bucket;
  private final PendingWrite pending;
  private final PartSizes sizes;
  private final PartUploads uploads;
  private final Consumer<S3Writer> ended;
  private final AtomicReference<State> state = new AtomicReference<>(State.OPEN);
  private volatile @Nullable Part part;
  private int number;
  private long room;
  private long written;

  /**
   * @param ended told once, when the writer needs nothing any more
   */
  S3Writer(
      S3Bucket bucket,
      PendingWrite pending,
      PartSizes sizes,
      PartUploads uploads,
      Consumer<S3Writer> ended) {
    this.bucket = bucket;
    this.pending = pending;
    this.sizes = sizes;
    this.uploads = uploads;
    this.ended = ended;
  }

  @Override
  public PendingWrite pending() {
    return pending;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    requireOpen();
    try {
      uploads.window().requireGoingOn();
      requireAllowed(length);
      fill(bytes, offset, length);
      written += length;
    } catch (StorageException e) {
      uploads.end(e); // bytes are missing from now on, so no commit may succeed
      throw e;
    }
  }

  @Override
  public StoredObject commit() {
    requireOpen();
    try {
      sendRest();
      List<CompletedPart> parts = uploads.finish();
      if (!state.compareAndSet(State.OPEN, State.COMPLETING)) {
        throw aborted();
      }
      StoredObject stored = complete(parts);
      ended.accept(this);
      return stored;
    } catch (StorageException e) {
      giveUp(e);
      throw e;
    }
  }

  @Override
  public void abort() {
    if (state.compareAndSet(State.OPEN, State.ABORTED)) {
      removeUpload(aborted());
    }
  }

  /** The most memory that parts took so far. */
  long memoryBytes() {
    return uploads.window().allocatedBytes();
  }

  private void fill(byte[] bytes, int offset, int length) {
    int done = 0;
    while (done < length) {
      Part begun = part;
      Part current = begun == null ? nextPart() : begun;
      int now = (int) Math.min(length - done, room);
      current.append(bytes, offset + done, now);
      done += now;
      room -= now;
      if (room == 0) {
        sendPart(current);
      }
    }
  }

  private Part nextPart() {
    number++;
    if (number > sizes.maxParts()) {
      throw new StorageException(
          Kind.INVALID,
          "%s: %s is larger than the %d bytes planned for; raise the storage's limits, or back up fewer databases at once"
              .formatted(bucket.target().location(), pending.key(), sizes.capacity()));
    }
    room = sizes.bytes(number);
    Part next = uploads.begin(room);
    part = next;
    return next;
  }

  private void sendPart(Part full) {
    part = null;
    uploads.send(number, full);
  }

  /** An empty object is an empty last part. */
  private void sendRest() {
    Part rest = part;
    if (rest != null) {
      sendPart(rest);
    } else if (number == 0) {
      sendPart(nextPart());
    }
  }

  private StoredObject complete(List<CompletedPart> parts) {
    try {
      bucket.complete(pending, parts);
    } catch (StorageException e) {
      return completedNevertheless(e);
    }
    StoredObject stored =
        bucket
            .head(pending.key())
            .orElseThrow(() -> corrupt("is not there after its upload was completed"));
    if (stored.bytes() != written) {
      throw withoutIt(
          corrupt("has %d bytes where %d were sent".formatted(stored.bytes(), written)));
    }
    return stored;
  }

  private StorageException withoutIt(StorageException why) {
    try {
      new S3Removal(bucket).remove(pending.key());
    } catch (StorageException e) {
      why.addSuppressed(e); // locked, for one
    }
    return why;
  }

  /**
   * A completion whose answer was lost is done: the upload is gone then, and an object of our size
   * is there that is not older than the upload.
   */
  private StoredObject completedNevertheless(StorageException failure) {
    if (failure.kind() != Kind.UNAVAILABLE) {
      throw failure;
    }
    try {
      Optional<StoredObject> ours =
          bucket
              .head(pending.key())
              .filter(found -> found.bytes() == written)
              .filter(
                  found -> !found.modifiedAt().isBefore(pending.startedAt().minus(CLOCK_GRAIN)));
      return ours.filter(found -> !bucket.isPending(pending)).orElseThrow(() -> failure);
    } catch (StorageException e) {
      if (e != failure) {
        failure.addSuppressed(e);
      }
      throw failure;
    }
  }

  private void giveUp(StorageException why) {
    if (state.getAndSet(State.ABORTED) != State.ABORTED) {
      removeUpload(why);
    }
  }

  /** Also on an interrupted thread, whose mark would end the request before it is sent. */
  private void removeUpload(StorageException why) {
    boolean interrupted = Thread.interrupted();
    try {
      uploads.end(why);
      uploads.awaitQuiet(QUIET_MILLIS);
      bucket.abortUpload(pending);
    } catch (StorageException e) {
      log.warn("the next sweep will remove the upload of {}: {}", pending.key(), e.getMessage());
    } finally {
      releasePart();
      ended.accept(this);
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void releasePart() {
    Part unsent = part;
    part = null;
    if (unsent != null) {
      uploads.release(unsent);
    }
  }

  private void requireAllowed(int more) {
    long most = bucket.settings().transfer().parts().maxObjectBytes();
    if (written + more > most) {
      throw new StorageException(
          Kind.INVALID,
          "%s: %s is larger than the %d bytes that an object may have; back up fewer databases at once"
              .formatted(bucket.target().location(), pending.key(), most));
    }
  }

  private void requireOpen() {
    switch (state.get()) {
      case OPEN -> {}
      case COMPLETING ->
          throw new StorageException(Kind.INVALID, "already committed: " + pending.key());
      case ABORTED -> throw aborted();
    }
  }

  private StorageException corrupt(String what) {
    return new StorageException(
        Kind.CORRUPT, bucket.target().location() + ": " + pending.key() + " " + what);
  }

  private StorageException aborted() {
    return new StorageException(
        Kind.ABORTED,
        "%s: the write of %s was given up".formatted(bucket.target().location(), pending.key()));
  }
}
