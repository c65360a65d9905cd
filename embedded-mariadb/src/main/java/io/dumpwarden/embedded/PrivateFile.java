package io.dumpwarden.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/** A small properties file that only its owner may read, and that is never seen half-written. */
record PrivateFile(Path path) {

  static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  Optional<Properties> read() throws IOException {
    Properties values = new Properties();
    try (InputStream in = Files.newInputStream(path)) {
      values.load(in);
      return Optional.of(values);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  void write(Properties values) throws EmbeddedMariaDbException {
    try {
      replace(values);
    } catch (IOException e) {
      throw new EmbeddedMariaDbException("cannot write %s: %s".formatted(path, e.getMessage()), e);
    }
  }

  private void replace(Properties values) throws IOException {
    Path unfinished = path.resolveSibling(path.getFileName() + ".unfinished");
    Files.deleteIfExists(unfinished);
    var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (FileChannel channel = FileChannel.open(unfinished, options, OWNER_ONLY);
        OutputStream out = Channels.newOutputStream(channel)) {
      values.store(out, null);
      channel.force(true);
    }
    Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE);
  }
}
