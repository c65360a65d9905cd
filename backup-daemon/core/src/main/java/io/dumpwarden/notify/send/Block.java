package io.dumpwarden.notify.send;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** A range of addresses of one family: all that begin with the same bits. */
record Block(byte[] first, int bits) {

  /**
   * @param text as {@code 10.0.0.0/8}; an address in digits, so that nothing is looked up
   */
  static Block of(String text) {
    String[] parts = text.split("/");
    try {
      return new Block(InetAddress.getByName(parts[0]).getAddress(), Integer.parseInt(parts[1]));
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  boolean contains(byte[] address) {
    if (address.length != first.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> bit % 8;
      if ((address[bit / 8] & mask) != (first[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }
}
