package io.dumpwarden.storage.s3;

import java.io.InputStream;

/** One part's bytes: filled by the writer, then read by the upload, each attempt from the start. */
interface Part {

  /**
   * @throws io.dumpwarden.storage.StorageException of kind {@code ABORTED} where the part was
   *     released by another thread
   */
  void append(byte[] bytes, int offset, int length);

  long size();

  /** The CRC-32 of the bytes, as S3 wants it: big-endian, in Base64. */
  String crc32();

  /** The bytes from the start; one such stream at a time. */
  InputStream content();

  /** How many places of the window the part takes. */
  int slots();

  /** Lets go of memory or file; from any thread, and more than once. */
  void release();
}
