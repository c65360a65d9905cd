package io.dumpwarden.storage.local;

import io.dumpwarden.storage.ObjectKey;
import io.dumpwarden.storage.StorageException;
import io.dumpwarden.storage.StorageException.Kind;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The folder as a tree of keys. Links below the root are neither objects nor ways. */
record Tree(Path root) {

  /** The key's file, which need not exist. */
  Path file(ObjectKey key) {
    Path file = root;
    for (String segment : key.segments()) {
      if (PartialName.isPartial(segment) || segment.equals(Marker.NAME)) {
        throw new StorageException(
            Kind.INVALID, "the key " + key + " is a name that local storages keep for themselves");
      }
      file = file.resolve(segment);
    }
    requireNoLinks(file);
    return file;
  }

  /** The file of a relative path that {@link #relative} gave, unless it leads out. */
  Path resolve(String relative) {
    Path file = parse(relative);
    if (!file.startsWith(root) || file.equals(root)) {
      throw new StorageException(Kind.INVALID, "not inside the storage: " + relative);
    }
    requireNoLinks(file);
    return file;
  }

  String relative(Path file) {
    return String.join("/", Stream.of(root.relativize(file)).flatMap(Tree::names).toList());
  }

  /** The key of a file, or empty for a foreign file whose name is no key. */
  Optional<ObjectKey> key(Path file) {
    try {
      return Optional.of(new ObjectKey(relative(file)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** All plain files below the folder that is sure to hold every key with this prefix. */
  Stream<Path> files(String keyPrefix) {
    int slash = keyPrefix.lastIndexOf('/');
    Path start = slash < 0 ? root : resolve(keyPrefix.substring(0, slash));
    if (!Files.isDirectory(start, LinkOption.NOFOLLOW_LINKS)) {
      return Stream.empty();
    }
    return walk(start);
  }

  /** Removes the folder and its parents as long as they are empty, never the root. */
  void removeEmptied(Path folder) throws IOException {
    for (Path at = folder; !at.equals(root) && at.startsWith(root); at = at.getParent()) {
      try {
        Files.delete(at);
      } catch (NoSuchFileException e) {
        continue; // someone else emptied it too
      } catch (DirectoryNotEmptyException | AccessDeniedException e) {
        return;
      }
    }
  }

  /** Files that go while we look are no error, as {@link Files#walk} would have it. */
  private static Stream<Path> walk(Path folder) {
    return children(folder)
        .flatMap(
            child -> {
              if (Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
                return walk(child);
              }
              boolean plain = Files.isRegularFile(child, LinkOption.NOFOLLOW_LINKS);
              return plain ? Stream.of(child) : Stream.empty();
            });
  }

  private static Stream<Path> children(Path folder) {
    try {
      return Files.list(folder);
    } catch (NoSuchFileException e) {
      return Stream.empty();
    } catch (IOException e) {
      throw IoErrors.of("list", folder, e);
    }
  }

  private static Stream<String> names(Path path) {
    return Stream.iterate(0, i -> i < path.getNameCount(), i -> i + 1)
        .map(i -> path.getName(i).toString());
  }

  private Path parse(String relative) {
    try {
      return root.resolve(relative).normalize();
    } catch (InvalidPathException e) {
      throw new StorageException(Kind.INVALID, "not a path inside the storage", e);
    }
  }

  private void requireNoLinks(Path file) {
    for (Path at = file; !at.equals(root); at = at.getParent()) {
      if (Files.isSymbolicLink(at)) {
        throw new StorageException(
            Kind.INVALID,
            "links are not followed inside a storage: replace " + at + " by a folder");
      }
    }
  }
}
