package io.dumpwarden.client;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** What a client reads; its end is told apart from what goes wrong on the way to it. */
public final class ClientInput extends FilterOutputStream {

  public ClientInput(OutputStream stdin) {
    super(stdin);
  }

  @Override
  public void write(int b) throws ClientEndedException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws ClientEndedException {
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      throw new ClientEndedException(e);
    }
  }

  @Override
  public void flush() throws ClientEndedException {
    try {
      out.flush();
    } catch (IOException e) {
      throw new ClientEndedException(e);
    }
  }

  @Override
  public void close() throws ClientEndedException {
    try {
      out.close();
    } catch (IOException e) {
      throw new ClientEndedException(e);
    }
  }
}
