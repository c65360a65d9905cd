package io.dumpwarden.storage.s3;

import java.io.FilterInputStream;
import java.io.IOException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** Closing early breaks the connection off; the SDK's stream would read the whole rest. */
final class S3Input extends FilterInputStream {

  private final ResponseInputStream<GetObjectResponse> response;
  private boolean atEnd;

  S3Input(ResponseInputStream<GetObjectResponse> response) {
    super(response);
    this.response = response;
  }

  @Override
  public int read() throws IOException {
    int read = response.read();
    atEnd |= read < 0;
    return read;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int read = response.read(bytes, offset, length);
    atEnd |= read < 0;
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
