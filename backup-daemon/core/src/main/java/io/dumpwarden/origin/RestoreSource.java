package io.dumpwarden.origin;

import io.dumpwarden.catalog.Manifest;
import io.dumpwarden.pipeline.Frame;
import io.dumpwarden.script.ScriptTraits;
import io.dumpwarden.verify.FrameReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Where the SQL of a restore comes from: a stored backup, a plain file, a server that is dumped at
 * this moment. Used by one thread; {@link #close} may come from any and ends a read that hangs.
 */
public interface RestoreSource extends AutoCloseable {

  /** For people and the history: {@code backup 0192…, copy on disk}, a file's path, a server. */
  String describe();

  /**
   * The databases that the SQL makes, as far as it is known: of a file without a manifest only
   * after {@link #check}; none where the SQL is meant for whatever database it is loaded into.
   */
  List<String> databases();

  /** What stands beside the dump; empty for a file without one, and for a server. */
  Optional<Manifest> manifest();

  /** The server that the SQL comes from; empty where nothing says it. */
  default Optional<Origin> origin() {
    return manifest().flatMap(Origin::of);
  }

  /** The storage whose copy is read; empty before {@link #check}, and for what is on none. */
  default Optional<String> storage() {
    return Optional.empty();
  }

  /**
   * What the SQL holds that not every server takes.
   *
   * @param read whether to read everything through where it is not known yet
   * @return empty where it is not known
   */
  default Optional<ScriptTraits> traits(boolean read) {
    return Optional.empty();
  }

  /** What is not proven of it, for the plan and the log; complete after {@link #check}. */
  default List<String> warnings() {
    return List.of();
  }

  /** The bytes of SQL to come, for progress; 0 where it is not known. */
  long rawBytes();

  /**
   * Reads everything through once, before a target is touched: decrypted, decompressed, held
   * against its SHA-256 and the manifest. Does nothing for what can be read only once.
   *
   * @param progress told of the stored bytes read so far
   * @throws io.dumpwarden.error.DumpwardenException {@code NO_GOOD_COPY}, {@code BACKUP_CORRUPT},
   *     {@code KEY_MISSING}, {@code KEY_WRONG}, {@code STORAGE_UNAVAILABLE}
   */
  void check(LongConsumer progress);

  /**
   * The dump's parts, of the copy that is read; empty where it has no index. Safe for use by many
   * threads.
   *
   * @throws io.dumpwarden.error.DumpwardenException {@code NO_GOOD_COPY}, {@code KEY_MISSING},
   *     {@code KEY_WRONG}, {@code BACKUP_CORRUPT}, {@code STORAGE_UNAVAILABLE}
   */
  default Optional<FrameReader> frames() {
    return Optional.empty();
  }

  /**
   * As {@link #check(LongConsumer)}, for a restore that reads no more than these frames: each is
   * held against its digest.
   *
   * @param needed in the file's order
   */
  default void check(List<Frame> needed, LongConsumer progress) {
    check(progress);
  }

  /**
   * Whether something tells that it is whole, once it was {@link #check}ed: a manifest, a dump
   * tool's last line.
   */
  default boolean isProvenWhole() {
    return true;
  }

  /** The SQL, decrypted and decompressed; a source that is a server opens once only. */
  InputStream open() throws IOException;

  /**
   * To be called when all SQL was read: throws where the source did not end well, as a dump that
   * broke off.
   */
  void prove();

  /**
   * The script of accounts and grants beside the dump, decrypted, decompressed and proven whole.
   * Where it is wanted it is to be asked for before a target is touched.
   *
   * @throws io.dumpwarden.error.DumpwardenException {@code BACKUP_CORRUPT}, {@code KEY_MISSING},
   *     {@code KEY_WRONG}, {@code NOT_FOUND} where the manifest names one that is gone
   */
  Optional<InputStream> users() throws IOException;

  @Override
  void close();
}
