package io.dumpwarden.encryption;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;

/** What is wrong with an encrypted file, in words. */
final class Damage {

  private Damage() {}

  static DumpwardenException of(String what) {
    return new DumpwardenException(
        ErrorCode.BACKUP_CORRUPT, "the encrypted file is damaged: " + what);
  }

  static DumpwardenException of(String what, Throwable cause) {
    return new DumpwardenException(
        ErrorCode.BACKUP_CORRUPT, "the encrypted file is damaged: " + what, cause);
  }

  static DumpwardenException truncated(String where) {
    return new DumpwardenException(
        ErrorCode.BACKUP_CORRUPT, "the encrypted file is truncated: it ends within " + where);
  }

  static DumpwardenException wrongKey(String message) {
    return new DumpwardenException(ErrorCode.KEY_WRONG, message);
  }
}
