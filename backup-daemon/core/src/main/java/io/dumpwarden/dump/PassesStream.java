package io.dumpwarden.dump;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * The streams of passes, one behind the other. It ends early behind a pass that failed: the rest
 * would be read for nothing, and the proof tells why.
 */
final class PassesStream extends InputStream {

  private final List<RunningPass> passes;
  private int current;

  PassesStream(List<RunningPass> passes) {
    this.passes = List.copyOf(passes);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count = passes.get(current).stream().read(bytes, offset, length);
    while (count < 0 && current < passes.size() - 1 && passes.get(current).endedWell()) {
      current++;
      count = passes.get(current).stream().read(bytes, offset, length);
    }
    return count;
  }

  @Override
  public int available() throws IOException {
    return passes.get(current).stream().available();
  }
}
