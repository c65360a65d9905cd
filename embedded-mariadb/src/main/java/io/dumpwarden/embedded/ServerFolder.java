package io.dumpwarden.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** What lies where in the folder of an embedded server. */
record ServerFolder(Path root) {

  /** Makes the folder, for our eyes only, where it is missing; returns it by its real path. */
  static ServerFolder prepare(Path folder) throws IOException {
    try {
      Files.createDirectories(folder);
      Path root = folder.toRealPath();
      Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
      ServerFolder prepared = new ServerFolder(root);
      Files.createDirectories(prepared.temporary());
      return prepared;
    } catch (IOException e) {
      throw new EmbeddedMariaDbException(
          "cannot write to the embedded MariaDB's folder %s: make it a folder that this user may write to (%s)"
              .formatted(folder, e),
          e);
    }
  }

  Path data() {
    return root.resolve("data");
  }

  Path temporary() {
    return root.resolve("tmp");
  }

  Path credentials() {
    return root.resolve("credentials");
  }

  Path state() {
    return root.resolve("server.state");
  }

  Path startLock() {
    return root.resolve("start.lock");
  }

  Path usersLock() {
    return root.resolve("users.lock");
  }

  Path errorLog() {
    return root.resolve("mariadbd.log");
  }
}
