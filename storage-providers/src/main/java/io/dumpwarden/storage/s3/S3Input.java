package io.dumpwarden.storage.s3;

import java.io.FilterInputStream;
import java.io.IOException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** Closing early breaks the connection off; the SDK's stream would read the whole rest. */
final class S3Input extends FilterInputStream {

  private final ResponseInputStream<GetObjectResponse> response;
  private long left;
  private boolean atEnd;

  S3Input(ResponseInputStream<GetObjectResponse> response) {
    super(response);
    this.response = response;
    Long length = response.response().contentLength();
    this.left = length == null ? Long.MAX_VALUE : length;
  }

  /** Whether the service says that this is a part, from that byte on. */
  boolean beginsAt(long offset) {
    String range = response.response().contentRange();
    return range != null && range.startsWith("bytes " + offset + "-");
  }

  void abort() {
    response.abort();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int read = response.read(bytes, offset, length);
    left -= Math.max(0, read);
    atEnd |= read < 0 || left <= 0;
    return read;
  }

  @Override
  public void close() throws IOException {
    if (atEnd) {
      response.close();
    } else {
      response.abort();
    }
  }
}
