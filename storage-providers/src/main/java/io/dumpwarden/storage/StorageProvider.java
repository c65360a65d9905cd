package io.dumpwarden.storage;

import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * A place that keeps objects under keys: a folder, an S3 bucket.
 *
 * <p><b>Whole objects only.</b> An object is seen by {@link #stat}, {@link #read} and {@link #list}
 * only after its writer's {@link StorageWriter#commit commit} returned; until then it is a {@link
 * PendingWrite}, and nothing that goes wrong turns a pending write into an object. A commit
 * replaces an older object of the same key in one step.
 *
 * <p><b>Missing objects.</b> {@link #stat} answers empty, {@link #read} throws {@link
 * StorageException} of kind {@code MISSING}, {@link #delete} and {@link #discard} succeed: what is
 * to be gone is gone.
 *
 * <p><b>Locks.</b> A storage may keep objects from being removed until a time, or while somebody
 * holds them. {@link #stat} and a commit tell it as {@link StoredObject#lock}; storages without
 * locks, and objects without one, have none. {@link #delete} of a locked object throws {@link
 * LockedException}, of kind {@code LOCKED}, and the object stays as it is; that is no failure of
 * the storage. A commit under the key of a locked object succeeds: the storage keeps the older one
 * behind it.
 *
 * <p><b>Failures.</b> Every method throws {@link StorageException}, whose kind says whether trying
 * again makes sense. A provider retries what it can rewind (one part of an upload, one request) and
 * never more.
 *
 * <p><b>Threads.</b> A provider may be used by many threads at once; a writer by one at a time,
 * except that {@link StorageWriter#abort} may come from any thread and ends a write that hangs.
 *
 * <p>Every provider passes {@code StorageProviderContract}, which holds each sentence above.
 */
public interface StorageProvider extends AutoCloseable {

  /** Where this is, for people: {@code local:/backups} or {@code s3:bucket/prefix}. No secrets. */
  String location();

  /**
   * Begins an object. Nothing is visible under the key until the commit. The pending write is
   * listed by {@link #pendingWrites} from now on, so that a crash can be swept.
   *
   * @param expectedBytes how large the object may become, as far as known; a provider may size its
   *     parts by it, or refuse early what cannot fit
   */
  StorageWriter open(ObjectKey key, OptionalLong expectedBytes);

  /** What is stored under the key, or empty where there is none. */
  Optional<StoredObject> stat(ObjectKey key);

  /**
   * The object's bytes from {@code offset} (0 for all) to its end. The caller closes the stream.
   */
  InputStream read(ObjectKey key, long offset);

  /**
   * So many of the object's bytes from {@code offset} on, fewer where it ends before; a length of 0
   * asks for nothing and proves nothing. A provider asks its storage for no more than these, and
   * closing the stream early costs no more than opening it. The caller closes the stream.
   */
  default InputStream read(ObjectKey key, long offset, long length) {
    return length <= 0
        ? InputStream.nullInputStream()
        : new BoundedStream(read(key, offset), length);
  }

  /**
   * All objects whose key starts with the prefix, in no promised order. The caller closes the
   * stream.
   */
  Stream<StoredObject> list(String keyPrefix);

  /**
   * Removes an object, with all that the storage keeps of it and its predecessors under that key,
   * so that its room is free again; succeeds where there is none.
   *
   * @throws LockedException where it, or a predecessor, is locked
   */
  void delete(ObjectKey key);

  /** Writes that were begun and neither committed nor aborted, by anyone, under the key prefix. */
  List<PendingWrite> pendingWrites(String keyPrefix);

  /** Removes what a pending write left behind; succeeds where nothing is left. */
  void discard(PendingWrite write);

  /**
   * A link by which anybody may get the object's bytes with a plain HTTP GET until the time is
   * over, for storages that hand out bytes themselves; empty for all others. Whether the object is
   * there is not asked.
   */
  default Optional<URI> link(ObjectKey key, Duration valid) {
    return Optional.empty();
  }

  /** Free bytes where the storage has an end that can be known. */
  OptionalLong freeBytes();

  /**
   * Proves that this storage is what its settings say and answers: a local one shows its marker, a
   * bucket is reachable with these credentials. Cheap enough for a health check.
   *
   * @throws StorageException saying what is wrong and what to do
   */
  void check();

  /** Lets go of connections and threads. Open writers fail from then on. */
  @Override
  void close();
}
