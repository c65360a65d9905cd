package io.dumpwarden.dump;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A CA with certificates of its own making, as PEM files in a folder, by the JDK's keytool. */
final class TestCertificates {

  private static final String STORE_PASSWORD = "test-password";

  private final Path folder;

  TestCertificates(Path folder) {
    this.folder = folder;
  }

  /** The CA's certificate; the CA is made when it is first asked for. */
  Path ca(String name) throws Exception {
    Path file = folder.resolve(name + ".pem");
    if (!Files.exists(file)) {
      keytool(store(name), "-genkeypair", "-keyalg", "RSA", "-dname", "CN=" + name, "-ext", "bc:c");
      keytool(store(name), "-exportcert", "-rfc", "-file", file.toString());
    }
    return file;
  }

  /** Options that make a server show a certificate for these names. */
  String[] serverOptions(String ca, String name, String alternativeNames) throws Exception {
    Path authority = ca(ca);
    Path request = folder.resolve(name + ".csr");
    Path certificate = folder.resolve(name + ".pem");
    keytool(store(name), "-genkeypair", "-keyalg", "RSA", "-dname", "CN=" + name);
    keytool(store(name), "-certreq", "-file", request.toString());
    keytool(
        store(ca),
        "-gencert",
        "-rfc",
        "-infile",
        request.toString(),
        "-outfile",
        certificate.toString(),
        "-ext",
        "san=" + alternativeNames);
    Path key = folder.resolve(name + ".key");
    Files.writeString(key, pem(store(name)));
    return new String[] {"--ssl-ca=" + authority, "--ssl-cert=" + certificate, "--ssl-key=" + key};
  }

  private Path store(String name) {
    return folder.resolve(name + ".p12");
  }

  private static String pem(Path store) throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = new ByteArrayInputStream(Files.readAllBytes(store))) {
      keys.load(in, STORE_PASSWORD.toCharArray());
    }
    Key key = keys.getKey("mykey", STORE_PASSWORD.toCharArray());
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
    return "-----BEGIN PRIVATE KEY-----\n" + text + "\n-----END PRIVATE KEY-----\n";
  }

  private static void keytool(Path store, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(
        List.of(
            "-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", STORE_PASSWORD));
    if (arguments[0].startsWith("-gen")) {
      command.addAll(List.of("-validity", "3650"));
    }
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes());
    if (process.waitFor() != 0) {
      throw new IOException(command + ": " + output);
    }
  }
}
