package io.dumpwarden.view;

import io.dumpwarden.storage.LockedException;
import io.dumpwarden.storage.ObjectKey;
import io.dumpwarden.storage.StorageException;
import io.dumpwarden.storage.StorageException.Kind;
import io.dumpwarden.storage.StorageProvider;
import io.dumpwarden.storage.StorageWriter;
import io.dumpwarden.storage.StoredObject;
import io.dumpwarden.view.Findings.Result;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Does with a small object everything that a backup does with its own; leaves nothing behind. */
public final class StorageCheck {

  private static final String FOLDER = "dumpwarden-test/";
  private static final byte[] BYTES =
      "written by `dumpwarden storage test`; may be removed\n".getBytes(StandardCharsets.US_ASCII);

  private final StorageProvider storage;
  private final StorageProvider unlocked;
  private final ObjectKey key = new ObjectKey(FOLDER + UUID.randomUUID());
  private final Findings found = new Findings();

  /**
   * @param unlocked the same without an object lock of its own: what is written to stay a moment
   *     must not stay for days
   */
  public StorageCheck(StorageProvider storage, StorageProvider unlocked) {
    this.storage = storage;
    this.unlocked = unlocked;
  }

  /**
   * Ends at the first step that fails; what was written by then is removed as far as it answers.
   */
  public Findings run() {
    found.fact("location", storage.location());
    if (step("check", this::check) && step("write", this::write)) {
      boolean good = step("read", this::read) && step("list", this::list);
      if (step("delete", this::delete) && good) {
        step("begin and abort", this::abort);
      }
    }
    return found;
  }

  private boolean step(String name, Supplier<String> work) {
    try {
      found.ok(name, work.get());
      return true;
    } catch (StorageException e) {
      found.add(name, Result.FAILED, String.valueOf(e.getMessage()), hint(e.kind()));
      return false;
    }
  }

  private String check() {
    storage.check();
    OptionalLong free = storage.freeBytes();
    return storage.location()
        + (free.isPresent() ? ", " + Bytes.text(free.getAsLong()) + " free" : "");
  }

  private String write() {
    try (StorageWriter writer = unlocked.open(key, OptionalLong.of(BYTES.length))) {
      writer.write(BYTES, 0, BYTES.length);
      StoredObject stored = writer.commit();
      return "%s, %d bytes".formatted(stored.key(), stored.bytes());
    }
  }

  private String read() {
    try (InputStream in = storage.read(key, 0)) {
      if (!Arrays.equals(in.readAllBytes(), BYTES)) {
        throw new StorageException(Kind.CORRUPT, "other bytes came back than were written");
      }
      return "the same bytes";
    } catch (IOException e) {
      throw new StorageException(Kind.UNAVAILABLE, "it broke off: " + e.getMessage(), e);
    }
  }

  private String list() {
    try (Stream<StoredObject> objects = storage.list(FOLDER)) {
      if (objects.noneMatch(object -> object.key().equals(key))) {
        throw new StorageException(Kind.MISSING, "the object that was written is not listed");
      }
      return "it is there";
    }
  }

  private String delete() {
    try {
      storage.delete(key);
    } catch (LockedException e) {
      return "not yet: by the bucket's own rule it is " + e.lock().text();
    }
    if (storage.stat(key).isPresent()) {
      throw new StorageException(Kind.UNAVAILABLE, key + " is still there after it was deleted");
    }
    return "it is gone";
  }

  private String abort() {
    ObjectKey never = key.withSuffix("-aborted");
    try (StorageWriter writer = storage.open(never, OptionalLong.of(BYTES.length))) {
      writer.write(BYTES, 0, BYTES.length);
    }
    boolean left =
        storage.pendingWrites(FOLDER).stream().anyMatch(write -> write.key().equals(never));
    if (left || storage.stat(never).isPresent()) {
      throw new StorageException(
          Kind.UNAVAILABLE, "a write that was aborted left something behind");
    }
    return "nothing is left";
  }

  private static String hint(Kind kind) {
    return switch (kind) {
      case MISSING -> "check that nothing else removes objects there, and that lists are allowed";
      case FULL -> "free or add space";
      case LOCKED -> "wait until the lock ends";
      case DENIED -> "check credentials and rights: read, write, list, delete, abort uploads";
      case NOT_RECOGNISED -> "mount the disk, or check the path, the bucket and the machine";
      case INVALID -> "check the storage's settings";
      case CORRUPT -> "check disk, network and storage";
      case UNAVAILABLE, ABORTED -> "check the endpoint, the network and the storage's health";
    };
  }
}
