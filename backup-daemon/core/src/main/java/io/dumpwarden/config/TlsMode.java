package io.dumpwarden.config;

import java.util.Locale;

/** How much TLS a connection asks for, from none to full proof of the server's identity. */
public enum TlsMode {
  DISABLED,
  /** TLS where the server offers it, plaintext otherwise. */
  PREFERRED,
  /** TLS or nothing; the certificate is not checked. */
  REQUIRED,
  /** The certificate must come from a trusted CA. */
  VERIFY_CA,
  /** The certificate must come from a trusted CA and name the host. */
  VERIFY_IDENTITY;

  /** {@code verify-ca}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
