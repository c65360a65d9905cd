package io.dumpwarden.storage;

/**
 * One object on its way. Bytes are written in order, then {@link #commit} makes them an object;
 * without a commit nothing stays. Memory is bounded whatever the size.
 *
 * <p>Used by one thread at a time; {@link #abort} may be called from any thread, also while another
 * one hangs in {@link #write}, which then fails.
 */
public interface StorageWriter extends AutoCloseable {

  /** How this write can be found again after a crash; fixed from the start. */
  PendingWrite pending();

  /**
   * Takes {@code length} bytes. The array may be reused by the caller after the return.
   *
   * @throws StorageException where the storage refuses; the write is lost then and to be aborted
   */
  void write(byte[] bytes, int offset, int length);

  /**
   * Makes the object visible and durable, and proves it: the stored size equals the bytes written.
   *
   * @throws StorageException where the object is not there as written; nothing stays behind then
   */
  StoredObject commit();

  /**
   * Gives up: removes what was written, as far as the storage answers. Does nothing after a commit
   * and may be called more than once. Works on an interrupted thread too.
   */
  void abort();

  /** {@link #abort}, unless committed. */
  @Override
  default void close() {
    abort();
  }
}
