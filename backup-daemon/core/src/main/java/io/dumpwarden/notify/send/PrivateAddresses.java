package io.dumpwarden.notify.send;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/**
 * Which addresses are not the public internet's: this host, its neighbours, private networks, and
 * where clouds keep the credentials of their machines. Of IPv6 only what is given out as public
 * counts as such; addresses that carry an IPv4 one within are judged by that.
 */
final class PrivateAddresses {

  private static final List<Block> IPV4 =
      blocks(
          "0.0.0.0/8", // this network
          "10.0.0.0/8",
          "100.64.0.0/10", // carriers' NAT; metadata of one cloud
          "127.0.0.0/8",
          "168.63.129.16/32", // a cloud's own service, at a public address
          "169.254.0.0/16", // link-local; metadata of most clouds
          "172.16.0.0/12",
          "192.0.0.0/24", // protocols; metadata of one cloud
          "192.0.2.0/24", // documentation
          "192.88.99.0/24", // 6to4 relays
          "192.168.0.0/16",
          "198.18.0.0/15", // benchmarks
          "198.51.100.0/24", // documentation
          "203.0.113.0/24", // documentation
          "224.0.0.0/4", // multicast
          "240.0.0.0/4"); // reserved, broadcast

  private static final Block IPV6_PUBLIC = Block.of("2000:0:0:0:0:0:0:0/3");

  private static final List<Block> IPV6_NOT_PUBLIC =
      blocks(
          "2001:0:0:0:0:0:0:0/23", // protocols; Teredo, which carries IPv4
          "2001:db8:0:0:0:0:0:0/32", // documentation
          "2002:0:0:0:0:0:0:0/16", // 6to4, which carries IPv4
          "3fff:0:0:0:0:0:0:0/20"); // documentation

  /** Networks without IPv4 reach it by this prefix. */
  private static final Block NAT64 = Block.of("64:ff9b:0:0:0:0:0:0/96");

  private PrivateAddresses() {}

  static boolean contains(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (address instanceof Inet4Address) {
      return isIn(IPV4, bytes);
    }
    if (NAT64.contains(bytes)) {
      return isIn(IPV4, Arrays.copyOfRange(bytes, 12, 16));
    }
    return !IPV6_PUBLIC.contains(bytes) || isIn(IPV6_NOT_PUBLIC, bytes);
  }

  private static boolean isIn(List<Block> blocks, byte[] address) {
    return blocks.stream().anyMatch(block -> block.contains(address));
  }

  private static List<Block> blocks(String... texts) {
    return Arrays.stream(texts).map(Block::of).toList();
  }
}
