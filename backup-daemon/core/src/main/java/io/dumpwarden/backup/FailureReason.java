package io.dumpwarden.backup;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.pipeline.AllLanesFailedException;
import io.dumpwarden.storage.StorageException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Why a backup failed, in the words of the catalogue. */
final class FailureReason {

  private static final Logger LOG = LoggerFactory.getLogger(FailureReason.class);

  private FailureReason() {}

  static DumpwardenException of(
      Throwable thrown, Map<String, StorageException> storages, boolean interrupted) {
    if (thrown instanceof DumpwardenException known) {
      return known;
    }
    if (thrown instanceof AllLanesFailedException) {
      return noStorageLeft(storages);
    }
    if (interrupted || thrown instanceof InterruptedException) {
      return new DumpwardenException(ErrorCode.INTERRUPTED, "the run was interrupted", thrown);
    }
    LOG.error("a backup failed unexpectedly", thrown);
    if (thrown instanceof OutOfMemoryError) {
      return new DumpwardenException(
          ErrorCode.MEMORY_EXCEEDED, "there was not enough memory: " + thrown.getMessage(), thrown);
    }
    return new DumpwardenException(ErrorCode.INTERNAL, "unexpected: " + thrown, thrown);
  }

  static DumpwardenException noStorageLeft(Map<String, StorageException> storages) {
    Map<String, String> messages = new LinkedHashMap<>();
    storages.forEach((name, e) -> messages.put(name, "" + e.getMessage()));
    ErrorCode single =
        storages.values().stream()
            .map(StorageFailures::codeFor)
            .findFirst()
            .orElse(ErrorCode.STORAGE_UNAVAILABLE);
    return StorageFailures.allFailed(messages, single);
  }
}
