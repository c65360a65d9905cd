package io.dumpwarden.origin;

import io.dumpwarden.accounts.AccountScript;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The script of accounts beside a dump, on its way from where it is stored: small enough for the
 * memory, and proven whole before any of it is used.
 *
 * @param what how messages name it
 */
record UsersScript(String what) {

  /** Far more than the accounts of any server. */
  private static final int MAX_BYTES = 64 << 20;

  /** All of it, where it has this size and SHA-256. */
  byte[] same(InputStream stored, long bytes, String sha256) throws IOException {
    byte[] all = bounded(stored);
    String found = HexFormat.of().formatHex(sha256().digest(all));
    if (all.length != bytes || !found.equals(sha256)) {
      throw corrupt(
          "they have %d bytes and SHA-256 %s instead of %d and %s"
              .formatted(all.length, found, bytes, sha256));
    }
    return all;
  }

  /** All of it. */
  byte[] bounded(InputStream stored) throws IOException {
    byte[] all = stored.readNBytes(MAX_BYTES + 1);
    if (all.length > MAX_BYTES) {
      throw corrupt("they have more than %d bytes".formatted(MAX_BYTES));
    }
    return all;
  }

  /** The plain text, where it has its end marker. */
  byte[] whole(InputStream plain) throws IOException {
    byte[] all = bounded(plain);
    if (!new String(all, StandardCharsets.UTF_8)
        .stripTrailing()
        .endsWith(AccountScript.END_MARKER)) {
      throw corrupt("they end without their end marker");
    }
    return all;
  }

  private DumpwardenException corrupt(String why) {
    return new DumpwardenException(
        ErrorCode.BACKUP_CORRUPT, "%s are damaged: %s".formatted(what, why));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
