package io.dumpwarden.admin;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Private keys out of PEM files. Java reads PKCS #8 alone; the older forms of RSA and EC keys,
 * which many tools still write, hold the same and only need the head around them.
 */
final class PemKey {

  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]*PRIVATE KEY)-----([^-]*)-----END \\1-----");

  private static final byte[] VERSION = HexFormat.of().parseHex("020100");
  private static final byte[] RSA = HexFormat.of().parseHex("300d06092a864886f70d0101010500");
  private static final byte[] EC = HexFormat.of().parseHex("06072a8648ce3d0201");

  private static final int SEQUENCE = 0x30;
  private static final int OCTETS = 0x04;
  private static final int PARAMETERS = 0xa0;

  private PemKey() {}

  /**
   * @throws IllegalArgumentException saying why there is none, and nothing of what was read
   */
  static PrivateKey read(String pem) {
    Matcher block = BLOCK.matcher(pem);
    if (!block.find()) {
      throw new IllegalArgumentException("there is no PEM private key in it");
    }
    byte[] content = decoded(block.group(2));
    return switch (block.group(1)) {
      case "PRIVATE KEY" -> pkcs8(content, List.of("RSA", "EC", "Ed25519", "Ed448"));
      case "RSA PRIVATE KEY" ->
          pkcs8(der(SEQUENCE, VERSION, RSA, der(OCTETS, content)), List.of("RSA"));
      case "EC PRIVATE KEY" -> pkcs8(ec(content), List.of("EC"));
      case "ENCRYPTED PRIVATE KEY" ->
          throw new IllegalArgumentException(
              "it is encrypted: decrypt it by `openssl pkcs8 -in KEY -out PLAIN`");
      default -> throw new IllegalArgumentException("it is of a kind that is not known here");
    };
  }

  private static byte[] decoded(String base64) {
    try {
      return Base64.getMimeDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw unreadable();
    }
  }

  private static PrivateKey pkcs8(byte[] der, List<String> algorithms) {
    for (String algorithm : algorithms) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
      } catch (GeneralSecurityException e) {
        // not one of these
      }
    }
    throw unreadable();
  }

  /** The curve stands inside the old form, and outside in the new one. */
  private static byte[] ec(byte[] sec1) {
    ByteBuffer in = ByteBuffer.wrap(sec1);
    try {
      enter(in, SEQUENCE);
      while (in.hasRemaining()) {
        int tag = in.get() & 0xff;
        byte[] value = new byte[length(in)];
        in.get(value);
        if (tag == PARAMETERS) {
          return der(SEQUENCE, VERSION, der(SEQUENCE, EC, value), der(OCTETS, sec1));
        }
      }
    } catch (RuntimeException e) {
      throw unreadable();
    }
    throw new IllegalArgumentException("it does not name its curve: convert it to PKCS #8");
  }

  private static void enter(ByteBuffer in, int tag) {
    if ((in.get() & 0xff) != tag) {
      throw unreadable();
    }
    length(in);
  }

  private static int length(ByteBuffer in) {
    int first = in.get() & 0xff;
    if (first < 0x80) {
      return first;
    }
    int length = 0;
    for (int i = 0; i < (first & 0x7f); i++) {
      length = length << 8 | in.get() & 0xff;
    }
    if (length < 0 || length > in.remaining()) {
      throw unreadable();
    }
    return length;
  }

  private static byte[] der(int tag, byte[]... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    int length = content.size();
    if (length >= 0x80) {
      int bytes = length > 0xff ? 2 : 1;
      out.write(0x80 | bytes);
      if (bytes == 2) {
        out.write(length >> 8);
      }
    }
    out.write(length);
    out.writeBytes(content.toByteArray());
    return out.toByteArray();
  }

  private static IllegalArgumentException unreadable() {
    return new IllegalArgumentException("it is no RSA, EC or Ed25519 key");
  }
}
