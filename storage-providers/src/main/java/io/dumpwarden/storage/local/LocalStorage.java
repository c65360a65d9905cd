package io.dumpwarden.storage.local;

import io.dumpwarden.storage.ObjectKey;
import io.dumpwarden.storage.PendingWrite;
import io.dumpwarden.storage.StorageException;
import io.dumpwarden.storage.StorageException.Kind;
import io.dumpwarden.storage.StorageProvider;
import io.dumpwarden.storage.StorageWriter;
import io.dumpwarden.storage.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * A folder whose files are the objects. Every operation first proves by the marker that this is the
 * folder that was configured. Keys are relative paths; some names are kept for the marker and for
 * partial files ({@link StorageException} of kind {@code INVALID}), and a key cannot be both an
 * object and the folder of others. Files are 0600, folders 0700, where the file system has such
 * rights.
 */
public final class LocalStorage implements StorageProvider {

  private static final int OPEN_ATTEMPTS = 100;

  private final LocalSettings settings;
  private final InstantSource clock;
  private final Marker marker;
  private final Tree tree;
  private final Durable durable;
  private final SecureRandom random = new SecureRandom();
  private final Set<LocalWriter> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /** Touches nothing yet; {@link #check} tells whether the folder is the right one. */
  public LocalStorage(LocalSettings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
    this.marker = new Marker(settings);
    this.tree = new Tree(settings.root());
    this.durable = new Durable(settings.root());
  }

  /**
   * Makes the folder (0700) and its marker. Does nothing where this id's marker stands already.
   *
   * @throws StorageException of kind {@code NOT_RECOGNISED} where another id's marker stands, or
   *     the folder has other contents
   */
  public static void initialise(Path root, String id) {
    new Marker(new LocalSettings(root, id)).create();
  }

  /**
   * The id in a folder's marker; empty where there is no marker.
   *
   * @throws StorageException where it cannot be read
   */
  public static Optional<String> idOf(Path root) {
    return Marker.idOf(root);
  }

  @Override
  public String location() {
    return "local:" + settings.root();
  }

  @Override
  public StorageWriter open(ObjectKey key, OptionalLong expectedBytes) {
    prove();
    Path target = tree.file(key);
    requireRoom(expectedBytes);
    if (Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
      throw new StorageException(Kind.INVALID, "a folder stands where the object would: " + target);
    }
    try {
      return begin(key, target);
    } catch (IOException e) {
      throw fullOr(IoErrors.of("begin", target, e), 0);
    }
  }

  @Override
  public Optional<StoredObject> stat(ObjectKey key) {
    prove();
    return stored(key, tree.file(key));
  }

  @Override
  public InputStream read(ObjectKey key, long offset) {
    prove();
    Path file = tree.file(key);
    long bytes =
        stored(key, file)
            .orElseThrow(() -> new StorageException(Kind.MISSING, "there is no object " + file))
            .bytes();
    if (offset < 0 || offset > bytes) {
      throw new StorageException(
          Kind.INVALID, "cannot read %s from byte %d of %d".formatted(file, offset, bytes));
    }
    try {
      return Channels.newInputStream(
          FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)
              .position(offset));
    } catch (IOException e) {
      throw IoErrors.of("read", file, e);
    }
  }

  @Override
  public Stream<StoredObject> list(String keyPrefix) {
    prove();
    return tree.files(keyPrefix)
        .filter(file -> !PartialName.isPartial(file))
        .flatMap(file -> tree.key(file).stream().flatMap(key -> stored(key, file).stream()))
        .filter(object -> !object.key().value().equals(Marker.NAME))
        .filter(object -> object.key().value().startsWith(keyPrefix));
  }

  @Override
  public void delete(ObjectKey key) {
    prove();
    Path file = tree.file(key);
    if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      remove(file);
    }
  }

  @Override
  public List<PendingWrite> pendingWrites(String keyPrefix) {
    prove();
    try (Stream<Path> files = tree.files(keyPrefix)) {
      return files
          .filter(PartialName::isPartial)
          .flatMap(file -> pending(file).stream())
          .filter(write -> write.key().value().startsWith(keyPrefix))
          .toList();
    }
  }

  @Override
  public void discard(PendingWrite write) {
    prove();
    Path file = tree.resolve(write.uploadId());
    if (!PartialName.isPartial(file)) {
      throw new StorageException(Kind.INVALID, "not a partial file: " + file);
    }
    remove(file);
  }

  @Override
  public OptionalLong freeBytes() {
    prove();
    return OptionalLong.of(usableBytes());
  }

  @Override
  public void check() {
    prove();
    if (!Files.isWritable(settings.root())) {
      throw new StorageException(
          Kind.DENIED,
          "cannot write to %s; give the daemon's user the right to".formatted(settings.root()));
    }
  }

  @Override
  public void close() {
    closed = true;
    open.forEach(LocalWriter::abort);
  }

  void prove() {
    if (closed) {
      throw new StorageException(Kind.ABORTED, location() + " is closed");
    }
    marker.prove();
  }

  void ended(LocalWriter writer) {
    open.remove(writer);
  }

  Tree tree() {
    return tree;
  }

  Durable durable() {
    return durable;
  }

  /** A full disk speaks the system's language; its free space does not. */
  StorageException fullOr(StorageException e, long wanted) {
    boolean unclear = e.kind() == Kind.UNAVAILABLE;
    return unclear && usableBytes() <= wanted
        ? new StorageException(Kind.FULL, "no space is left at " + location() + "; free some", e)
        : e;
  }

  private void requireRoom(OptionalLong expectedBytes) {
    long free = usableBytes();
    if (expectedBytes.orElse(0) > free) {
      throw new StorageException(
          Kind.FULL,
          "%s has %d bytes free and %d are expected; free some or let retention keep less"
              .formatted(location(), free, expectedBytes.getAsLong()));
    }
  }

  private long usableBytes() {
    try {
      return Files.getFileStore(settings.root()).getUsableSpace();
    } catch (IOException e) {
      throw IoErrors.of("read the free space of", settings.root(), e);
    }
  }

  private LocalWriter begin(ObjectKey key, Path target) throws IOException {
    Instant startedAt = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    String name = PartialName.relative(key.fileName(), startedAt, random.nextLong());
    Path partial = target.getParent().resolve(name);
    FileChannel channel = create(partial);
    PendingWrite pending = new PendingWrite(key, tree.relative(partial), startedAt);
    LocalWriter writer = new LocalWriter(this, pending, partial, target, channel);
    open.add(writer);
    return writer;
  }

  /** A delete may take an emptied folder away between its making and its use. */
  private FileChannel create(Path partial) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        durable.createFolders(partial.getParent());
        return durable.createFile(partial);
      } catch (NoSuchFileException e) {
        if (attempt == OPEN_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private Optional<StoredObject> stored(ObjectKey key, Path file) {
    try {
      BasicFileAttributes found =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return found.isRegularFile()
          ? Optional.of(new StoredObject(key, found.size(), found.lastModifiedTime().toInstant()))
          : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      StorageException failure = IoErrors.of("read", file, e);
      if (failure.kind() == Kind.INVALID) {
        return Optional.empty(); // the key of a folder's child where a file stands
      }
      throw failure;
    }
  }

  private Optional<PendingWrite> pending(Path file) {
    return PartialName.of(file)
        .flatMap(
            name -> {
              Path folder = file.getParent();
              boolean cut = PartialName.isPartial(folder.getFileName().toString());
              Path home = cut ? folder.getParent() : folder;
              return tree.key(home.resolve(name.fileName()))
                  .map(key -> new PendingWrite(key, tree.relative(file), name.startedAt()));
            });
  }

  private void remove(Path file) {
    try {
      Files.deleteIfExists(file);
      tree.removeEmptied(file.getParent());
    } catch (IOException e) {
      throw IoErrors.of("delete", file, e);
    }
  }
}
