package io.dumpwarden.engines;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What a table holds, in whatever order.
 *
 * @param rows how many
 * @param sum the SHA-256 of each row, added up: equal for the same rows, each as many times
 */
record TableContents(long rows, BigInteger sum) {

  private static final int LENGTH_OF_NULL = -1;

  /** Reads to the end; all columns must be binary. */
  static TableContents of(ResultSet rows) throws SQLException {
    MessageDigest digest = sha256();
    int columns = rows.getMetaData().getColumnCount();
    long count = 0;
    BigInteger sum = BigInteger.ZERO;
    while (rows.next()) {
      for (int i = 1; i <= columns; i++) {
        add(digest, rows.getBytes(i));
      }
      sum = sum.add(new BigInteger(1, digest.digest()));
      count++;
    }
    return new TableContents(count, sum);
  }

  private static void add(MessageDigest digest, byte @Nullable [] value) {
    int length = value == null ? LENGTH_OF_NULL : value.length;
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(length).array());
    if (value != null) {
      digest.update(value);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
