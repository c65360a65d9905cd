package io.dumpwarden.admin;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;

/** What the admin server proves itself by: a private key and the chain of its certificate. */
public final class TlsIdentity {

  private static final String ALIAS = "admin";
  private static final String ANY = "unused";

  private final KeyStore store;
  private final Instant end;

  private TlsIdentity(KeyStore store, Instant end) {
    this.store = store;
    this.end = end;
  }

  /**
   * Reads them from PEM files.
   *
   * @param chain the server's certificate first, then those that it was signed by
   * @param key not encrypted: PKCS #8, or the older forms of RSA and EC keys
   * @throws DumpwardenException {@code CONFIG_INVALID} where they cannot be read or do not belong
   *     together
   */
  public static TlsIdentity read(Path chain, Path key) {
    List<X509Certificate> certificates = certificates(chain);
    PrivateKey secret = key(key);
    X509Certificate own = certificates.get(0);
    try {
      requirePair(own, secret, chain, key);
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry(ALIAS, secret, ANY.toCharArray(), certificates.toArray(Certificate[]::new));
      return new TlsIdentity(store, firstEnd(certificates));
    } catch (GeneralSecurityException | IOException e) {
      throw invalid("%s and %s cannot be used: %s".formatted(chain, key, e.getMessage()), e);
    }
  }

  private static Instant firstEnd(List<X509Certificate> chain) {
    return chain.stream().map(TlsIdentity::end).min(Comparator.naturalOrder()).orElseThrow();
  }

  /** By its text, since dates of the old kind are for Quartz alone to know. */
  private static Instant end(X509Certificate certificate) {
    return Instant.ofEpochMilli(Long.parseLong("%tQ".formatted(certificate.getNotAfter())));
  }

  /** From when on clients refuse it: the first end of any certificate of the chain. */
  public Instant end() {
    return end;
  }

  SslContextFactory.Server factory() {
    SslContextFactory.Server factory = new SslContextFactory.Server();
    factory.setKeyStore(store);
    // the store lies in memory alone, where its password guards nothing
    factory.setKeyStorePassword(ANY);
    factory.setSniRequired(false);
    return factory;
  }

  private static List<X509Certificate> certificates(Path file) {
    try {
      List<X509Certificate> found =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(bytes(file)))
              .stream()
              .map(X509Certificate.class::cast)
              .toList();
      if (found.isEmpty()) {
        throw invalid("there is no certificate in %s".formatted(file), null);
      }
      return found;
    } catch (GeneralSecurityException e) {
      throw invalid("%s holds no PEM certificates: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static PrivateKey key(Path file) {
    try {
      return PemKey.read(new String(bytes(file), StandardCharsets.ISO_8859_1));
    } catch (IllegalArgumentException e) {
      // what the reason says comes from us; what its cause says may quote the key
      throw invalid(
          "the private key in %s cannot be used: %s".formatted(file, e.getMessage()), null);
    }
  }

  private static void requirePair(X509Certificate own, PrivateKey key, Path chain, Path keyFile)
      throws GeneralSecurityException {
    byte[] sample = new byte[32];
    new SecureRandom().nextBytes(sample);
    String algorithm =
        switch (key.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> key.getAlgorithm();
        };
    boolean pair;
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key);
      signature.update(sample);
      byte[] signed = signature.sign();
      signature.initVerify(own.getPublicKey());
      signature.update(sample);
      pair = signature.verify(signed);
    } catch (InvalidKeyException e) {
      pair = false;
    }
    if (!pair) {
      throw invalid(
          "the key in %s is not that of the certificate in %s".formatted(keyFile, chain), null);
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw invalid("%s cannot be read: %s".formatted(file, e.getClass().getSimpleName()), e);
    }
  }

  private static DumpwardenException invalid(String message, @Nullable Throwable cause) {
    return new DumpwardenException(
        ErrorCode.CONFIG_INVALID,
        message,
        "correct DUMPWARDEN_ADMIN_TLS_CERT and DUMPWARDEN_ADMIN_TLS_KEY: PEM files, the key not"
            + " encrypted",
        cause);
  }
}
