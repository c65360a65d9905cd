package io.dumpwarden.admin.auth;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The proxies whose word about their callers is believed, by their networks. */
public final class TrustedProxies {

  public static final TrustedProxies NONE = new TrustedProxies(List.of());

  private static final Pattern V4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
  private static final Pattern V6 = Pattern.compile("[0-9a-fA-F:]*:[0-9a-fA-F:.]*");

  private record Network(byte[] address, int bits) {

    boolean contains(byte[] other) {
      if (other.length != address.length) {
        return false;
      }
      int whole = bits / 8;
      if (!Arrays.equals(address, 0, whole, other, 0, whole)) {
        return false;
      }
      int mask = 0xff << (8 - bits % 8) & 0xff;
      return bits % 8 == 0 || (address[whole] & mask) == (other[whole] & mask);
    }
  }

  private final List<Network> networks;

  private TrustedProxies(List<Network> networks) {
    this.networks = networks;
  }

  /**
   * Reads {@code 10.0.0.0/8, 192.0.2.7, fd00::/8}.
   *
   * @throws IllegalArgumentException saying which part is none
   */
  public static TrustedProxies parse(String text) {
    return new TrustedProxies(
        Arrays.stream(text.split(","))
            .map(String::strip)
            .filter(part -> !part.isEmpty())
            .map(TrustedProxies::network)
            .toList());
  }

  /** Whether what comes from there was sent by a trusted proxy. */
  boolean contains(String address) {
    return literal(address)
        .map(bytes -> networks.stream().anyMatch(network -> network.contains(bytes)))
        .orElse(false);
  }

  /** The address where a text is one; a port behind it and brackets around it are dropped. */
  static Optional<String> address(String text) {
    String bare = text.strip();
    if (bare.startsWith("[")) {
      bare = bare.replaceFirst("^\\[([^\\]]*)\\](:\\d+)?$", "$1");
    } else if (bare.matches("[0-9.]+:\\d+")) {
      bare = bare.substring(0, bare.indexOf(':'));
    }
    return literal(bare).isPresent() ? Optional.of(bare) : Optional.empty();
  }

  private static Network network(String text) {
    int slash = text.indexOf('/');
    byte[] address =
        literal(slash < 0 ? text : text.substring(0, slash))
            .orElseThrow(() -> new IllegalArgumentException(none(text)));
    int all = address.length * 8;
    int bits = slash < 0 ? all : bits(text.substring(slash + 1), all, text);
    return new Network(address, bits);
  }

  private static int bits(String digits, int most, String text) {
    if (!digits.matches("\\d{1,3}") || Integer.parseInt(digits) > most) {
      throw new IllegalArgumentException(none(text));
    }
    return Integer.parseInt(digits);
  }

  private static String none(String text) {
    return "'%s' is no network: write addresses and networks as in 10.0.0.0/8, 192.0.2.7, fd00::/8"
        .formatted(text);
  }

  /** Only what is written as an address: names are never looked up. */
  private static Optional<byte[]> literal(String text) {
    if (!V4.matcher(text).matches() && !V6.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(text).getAddress());
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}
