package io.dumpwarden.storage.local;

import io.dumpwarden.storage.StorageException;
import io.dumpwarden.storage.StorageException.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The file at a storage's root that holds its id. An unmounted disk, or another machine's folder of
 * the same name, does not have it.
 */
record Marker(LocalSettings settings) {

  static final String NAME = ".dumpwarden-storage";

  /** The id in a folder's marker; empty where there is none. */
  static Optional<String> idOf(Path root) {
    try {
      return Optional.of(Files.readString(root.resolve(NAME)).strip());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw IoErrors.of("read", root.resolve(NAME), e);
    }
  }

  /** Makes the root and its marker; does nothing where this id's marker stands already. */
  void create() {
    Path root = settings.root();
    Durable durable = new Durable(root);
    try {
      if (!Files.isDirectory(root)) {
        durable.createFolders(root);
      }
      if (Files.exists(file())) {
        prove();
        return;
      }
      requireNothingForeign(root);
      write(durable);
    } catch (FileAlreadyExistsException e) {
      prove();
    } catch (IOException e) {
      throw IoErrors.of("initialise", root, e);
    }
  }

  void prove() {
    if (!settings.isMarked()) {
      requireFolder();
      return;
    }
    try {
      String found = Files.readString(file()).strip();
      if (!found.equals(settings.id())) {
        throw notRecognised(
            "the folder belongs to another storage (its marker "
                + NAME
                + " holds another id); choose another folder, or the storage's own");
      }
    } catch (NoSuchFileException e) {
      throw notRecognised(
          "there is no marker "
              + NAME
              + "; is the disk mounted, and is this the right machine? if the folder is right, write"
              + " the storage's id into that file");
    } catch (IOException e) {
      throw IoErrors.of("read", file(), e);
    }
  }

  private void requireFolder() {
    if (!Files.isDirectory(settings.root())) {
      throw new StorageException(
          Kind.UNAVAILABLE, "there is no folder " + settings.root() + ": make it first");
    }
  }

  private Path file() {
    return settings.root().resolve(NAME);
  }

  private void write(Durable durable) throws IOException {
    try (FileChannel channel = durable.createFile(file())) {
      channel.write(ByteBuffer.wrap((settings.id() + "\n").getBytes(StandardCharsets.UTF_8)));
      channel.force(true);
    }
    durable.sync(settings.root());
  }

  /** Hidden things and a disk's own {@code lost+found} may be there. */
  private void requireNothingForeign(Path root) throws IOException {
    try (Stream<Path> children = Files.list(root)) {
      boolean foreign =
          children
              .map(child -> child.getFileName().toString())
              .anyMatch(name -> !name.startsWith(".") && !name.equals("lost+found"));
      if (foreign) {
        throw notRecognised("the folder holds other things; choose an empty or a new folder");
      }
    }
  }

  private StorageException notRecognised(String why) {
    return new StorageException(
        Kind.NOT_RECOGNISED,
        "not the storage that was configured: " + settings.root() + ": " + why);
  }
}
