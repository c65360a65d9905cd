package io.dumpwarden.admin;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.Base64;

/** Keys and certificates for localhost, made by the JDK's own keytool. */
final class PemFiles {

  private static final String PASSWORD = "test-password";

  private PemFiles() {}

  /** Makes NAME.crt and NAME.key, the key as PKCS #8. */
  static void make(Path folder, String name, String algorithm, String size)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path store = folder.resolve(name + ".p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "a",
                "-keyalg",
                algorithm,
                "-keysize",
                size,
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost,ip:127.0.0.1",
                "-validity",
                "30",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .start();
    String said = new String(keytool.getInputStream().readAllBytes());
    if (keytool.waitFor() != 0) {
      throw new IOException(said);
    }
    KeyStore read = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
    Key key = read.getKey("a", PASSWORD.toCharArray());
    Files.writeString(folder.resolve(name + ".key"), pem("PRIVATE KEY", mime(key.getEncoded())));
    Files.writeString(
        folder.resolve(name + ".crt"),
        pem("CERTIFICATE", mime(read.getCertificate("a").getEncoded())));
  }

  /**
   * The key that a PKCS #8 file wraps, as older tools write it; an EC key gets its curve's name.
   */
  static String older(String pkcs8, String label) {
    byte[] outer = Base64.getMimeDecoder().decode(body(pkcs8));
    ByteBuffer in = ByteBuffer.wrap(outer);
    enter(in);
    skip(in);
    byte[] algorithm = value(in);
    byte[] inner = value(in);
    return pem(
        label + " PRIVATE KEY", mime(label.equals("EC") ? withCurve(inner, algorithm) : inner));
  }

  /** SEC 1 with the parameters field, which PKCS #8 leaves out because it stands outside. */
  private static byte[] withCurve(byte[] sec1, byte[] algorithm) {
    ByteBuffer names = ByteBuffer.wrap(algorithm);
    skip(names);
    byte[] curve = new byte[names.remaining()];
    names.get(curve);
    // version and private key, without a public key: short enough for lengths of one byte
    ByteBuffer in = ByteBuffer.wrap(sec1);
    enter(in);
    int begin = in.position();
    skip(in);
    skip(in);
    int kept = in.position() - begin;
    ByteBuffer out = ByteBuffer.allocate(2 + kept + 2 + curve.length);
    out.put((byte) 0x30).put((byte) (kept + 2 + curve.length));
    out.put(sec1, begin, kept);
    out.put((byte) 0xa0).put((byte) curve.length).put(curve);
    return out.array();
  }

  static String pem(String label, String body) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(label, body, label);
  }

  static String body(String pem) {
    return pem.replaceAll("-----[^-]*-----", "").strip();
  }

  private static String mime(byte[] bytes) {
    return Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
  }

  private static void enter(ByteBuffer in) {
    in.get();
    length(in);
  }

  private static void skip(ByteBuffer in) {
    value(in);
  }

  private static byte[] value(ByteBuffer in) {
    in.get();
    byte[] value = new byte[length(in)];
    in.get(value);
    return value;
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
    return length;
  }
}
