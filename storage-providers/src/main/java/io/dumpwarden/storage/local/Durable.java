package io.dumpwarden.storage.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Files (0600) and folders (0700) that are still there after a power cut. Where the file system has
 * no POSIX rights, its defaults apply; where folders cannot be synced (Windows), they are not.
 */
final class Durable {

  private final boolean posix;

  Durable(Path somewhere) {
    this.posix = somewhere.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  FileChannel createFile(Path file) throws IOException {
    return FileChannel.open(
        file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), rights("rw-------"));
  }

  /**
   * Makes the folder and its missing parents, each recorded in its own parent.
   *
   * @throws java.nio.file.NoSuchFileException where someone removes them meanwhile
   */
  void createFolders(Path folder) throws IOException {
    if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Path parent = folder.getParent();
    if (parent != null && !Files.isDirectory(parent)) {
      createFolders(parent);
    }
    try {
      Files.createDirectory(folder, rights("rwx------"));
    } catch (FileAlreadyExistsException e) {
      requireFolder(folder, e);
    }
    if (parent != null) {
      sync(parent);
    }
  }

  /** Someone else's making of it is welcome, and may be undone again by now. */
  private static void requireFolder(Path folder, FileAlreadyExistsException e) throws IOException {
    BasicFileAttributes found =
        Files.readAttributes(folder, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (!found.isDirectory()) {
      throw e;
    }
  }

  void sync(Path folder) throws IOException {
    if (posix) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  private FileAttribute<?>[] rights(String rights) {
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))
        }
        : new FileAttribute<?>[0];
  }
}
