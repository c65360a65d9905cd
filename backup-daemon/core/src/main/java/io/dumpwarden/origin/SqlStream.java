package io.dumpwarden.origin;

import io.dumpwarden.catalog.Manifest;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.pipeline.RawDigest;
import io.dumpwarden.script.ScriptSurvey;
import io.dumpwarden.script.ScriptTraits;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SQL on its way into a server, digested as it passes: what was loaded is to be what was checked
 * before. Its first bytes have been read already, so that what cannot be read fails early.
 */
final class SqlStream extends FilterInputStream {

  private static final Logger LOG = LoggerFactory.getLogger(SqlStream.class);

  private static final int AHEAD = 256 * 1024;

  private final RawDigest digest;

  private SqlStream(RawDigest digest, InputStream ahead) {
    super(ahead);
    this.digest = digest;
  }

  /**
   * Reads the first bytes, and closes what it is given where that fails.
   *
   * @param manifest says how it is digested; null for all bytes as one
   */
  static SqlStream of(InputStream sql, @Nullable Manifest manifest) throws IOException {
    RawDigest digest = manifest == null ? new RawDigest(sql) : manifest.digest(sql);
    try {
      BufferedInputStream ahead = new BufferedInputStream(digest, AHEAD);
      ahead.mark(1);
      ahead.read();
      ahead.reset();
      return new SqlStream(digest, ahead);
    } catch (IOException | RuntimeException e) {
      sql.close();
      throw e;
    }
  }

  /** What all of some SQL holds; closes it. */
  static ScriptTraits traits(InputStream sql) throws IOException {
    ScriptSurvey survey = new ScriptSurvey();
    byte[] buffer = new byte[AHEAD];
    try (sql) {
      for (int n = sql.read(buffer, 0, AHEAD); n >= 0; n = sql.read(buffer, 0, AHEAD)) {
        survey.see(buffer, 0, n);
      }
    }
    return survey.traits();
  }

  /**
   * @throws DumpwardenException {@code BACKUP_CORRUPT} where other bytes passed than these
   */
  void requireSame(long bytes, String xxh3, String what) {
    if (digest.bytes() != bytes || !digest.hex().equals(xxh3)) {
      throw new DumpwardenException(
          ErrorCode.BACKUP_CORRUPT,
          "%s changed while it was read: what was loaded (%d bytes, xxh3 %s) is not what was dumped (%d bytes, xxh3 %s)"
              .formatted(what, digest.bytes(), digest.hex(), bytes, xxh3));
    }
  }

  @Override
  public void close() {
    try {
      super.close();
    } catch (IOException e) {
      // it was only read; whether all came is for the digest to say
      LOG.debug("a stream of SQL did not close well", e);
    }
  }
}
