package io.dumpwarden.dump;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

/** A program's file as it is now: what is known of it holds as long as this stays the same. */
record ProgramEdition(Path file, FileTime modified, long bytes) {

  static ProgramEdition of(Path file) throws IOException {
    return new ProgramEdition(file, Files.getLastModifiedTime(file), Files.size(file));
  }
}
