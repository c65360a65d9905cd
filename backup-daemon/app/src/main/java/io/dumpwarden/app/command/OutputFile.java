package io.dumpwarden.app.command;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;

/** A file (0600) that is there when all of it is, and not before. */
final class OutputFile {

  private static final int BUFFER = 256 * 1024;

  private final Path file;
  private final boolean replace;

  OutputFile(Path file, boolean replace) {
    this.file = file;
    this.replace = replace;
  }

  /**
   * @throws DumpwardenException {@code ALREADY_EXISTS}
   */
  void requireFree() {
    if (!replace && Files.exists(file)) {
      throw exists();
    }
  }

  /**
   * Writes all of the stream under a temporary name, and gives it its own at the end. Where the
   * stream throws, nothing is left.
   *
   * @return the bytes written
   */
  long write(InputStream from) throws IOException {
    Path temporary =
        file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".partial");
    try {
      long bytes;
      try (FileChannel channel = create(temporary)) {
        bytes = copy(from, Channels.newOutputStream(channel));
        channel.force(true);
      }
      publish(temporary);
      return bytes;
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /** What writes a text. */
  interface Content {
    void writeTo(Writer out) throws IOException;
  }

  /** The same for a text, in UTF-8. */
  void write(Content content) throws IOException {
    Path temporary =
        file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".partial");
    try {
      try (FileChannel channel = create(temporary);
          Writer out = Channels.newWriter(channel, StandardCharsets.UTF_8);
          Writer buffered = new BufferedWriter(out)) {
        content.writeTo(buffered);
        buffered.flush();
        channel.force(true);
      }
      publish(temporary);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static FileChannel create(Path file) throws IOException {
    return FileChannel.open(
        file,
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
  }

  private static long copy(InputStream from, OutputStream to) throws IOException {
    byte[] buffer = new byte[BUFFER];
    long bytes = 0;
    for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
      to.write(buffer, 0, n);
      bytes += n;
    }
    return bytes;
  }

  private void publish(Path temporary) throws IOException {
    if (replace) {
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } else {
      try {
        // without REPLACE_EXISTING: one that came meanwhile stays
        Files.move(temporary, file);
      } catch (FileAlreadyExistsException e) {
        throw exists();
      }
    }
    try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent())) {
      folder.force(true);
    }
  }

  private DumpwardenException exists() {
    return new DumpwardenException(
        ErrorCode.ALREADY_EXISTS,
        "%s is there already".formatted(file),
        "choose another name, or add --force to replace it",
        null);
  }
}
