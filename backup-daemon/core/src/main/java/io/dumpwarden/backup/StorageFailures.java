package io.dumpwarden.backup;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.pipeline.StalledException;
import io.dumpwarden.storage.StorageException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What storages say, in the words of the catalogue. */
public final class StorageFailures {

  private StorageFailures() {}

  /** The code of what a storage said; empty for other failures. */
  public static Optional<ErrorCode> codeOf(Exception e) {
    return e instanceof StorageException storage ? Optional.of(codeFor(storage)) : Optional.empty();
  }

  static ErrorCode codeFor(StorageException e) {
    if (e instanceof StalledException) {
      return ErrorCode.STORAGE_STALLED;
    }
    return switch (e.kind()) {
      case MISSING, CORRUPT -> ErrorCode.STORAGE_CORRUPT;
      case FULL -> ErrorCode.STORAGE_FULL;
      case DENIED, LOCKED -> ErrorCode.STORAGE_DENIED;
      case NOT_RECOGNISED -> ErrorCode.STORAGE_UNRECOGNISED;
      case INVALID -> ErrorCode.CONFIG_INVALID;
      case UNAVAILABLE, ABORTED -> ErrorCode.STORAGE_UNAVAILABLE;
    };
  }

  /** No storage is left; with one storage only, its own reason. */
  static DumpwardenException allFailed(Map<String, String> messages, ErrorCode single) {
    String message =
        messages.entrySet().stream()
            .map(e -> e.getKey() + ": " + e.getValue())
            .collect(Collectors.joining("; "));
    return new DumpwardenException(
        messages.size() == 1 ? single : ErrorCode.ALL_STORAGES_FAILED,
        "no storage took the backup: " + message);
  }
}
