package io.dumpwarden.storage.local;

import io.dumpwarden.storage.StorageException;
import io.dumpwarden.storage.StorageException.Kind;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Locale;

/** What an error of the file system means to an operator. */
final class IoErrors {

  private IoErrors() {}

  /**
   * @param doing what was tried, as in {@code "write"}
   */
  static StorageException of(String doing, Path path, IOException e) {
    Kind kind = kind(e);
    return new StorageException(kind, "cannot " + doing + " " + path + ": " + reason(kind, e), e);
  }

  private static Kind kind(IOException e) {
    if (e instanceof NoSuchFileException) {
      return Kind.MISSING;
    }
    if (e instanceof AccessDeniedException) {
      return Kind.DENIED;
    }
    if (e instanceof NotDirectoryException || e instanceof FileAlreadyExistsException) {
      return Kind.INVALID;
    }
    // closed by an interrupt or by an abort from another thread
    return e instanceof ClosedChannelException ? Kind.ABORTED : kindOf(text(e));
  }

  /** The runtime has no types for these, only the system's words. */
  private static Kind kindOf(String text) {
    if (text.contains("no space left") || text.contains("quota exceeded")) {
      return Kind.FULL;
    }
    if (text.contains("read-only file system") || text.contains("not permitted")) {
      return Kind.DENIED;
    }
    boolean misplaced = text.contains("not a directory") || text.contains("is a directory");
    return misplaced || text.contains("too many levels") ? Kind.INVALID : Kind.UNAVAILABLE;
  }

  private static String reason(Kind kind, IOException e) {
    return switch (kind) {
      case MISSING -> "it does not exist";
      case FULL -> "no space or quota is left; free some or let retention keep less";
      case DENIED -> "not allowed; give the daemon's user the right to read and write there";
      case INVALID ->
          "a file or link stands where a folder is needed, or the reverse; move it away";
      case ABORTED -> "given up";
      case NOT_RECOGNISED, CORRUPT, UNAVAILABLE, LOCKED -> text(e);
    };
  }

  private static String text(IOException e) {
    String message = e.getMessage();
    return message == null
        ? e.getClass().getSimpleName()
        : message.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
  }
}
