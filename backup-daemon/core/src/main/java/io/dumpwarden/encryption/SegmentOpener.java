package io.dumpwarden.encryption;

import java.security.GeneralSecurityException;

/** Decrypts segments of one file. For one thread. */
@FunctionalInterface
interface SegmentOpener {

  /**
   * @throws GeneralSecurityException where it is not this segment as it was written
   */
  byte[] open(byte[] sealed, long segment, boolean last) throws GeneralSecurityException;
}
