package io.dumpwarden.admin;

import io.dumpwarden.admin.auth.TrustedProxies;
import org.jspecify.annotations.Nullable;

/**
 * Where and how the admin server listens.
 *
 * @param bind address or host name
 * @param port 0 for any free one
 * @param tls what it proves itself by; null to listen without TLS
 * @param proxies whose word about their callers is believed
 */
public record AdminSettings(
    String bind, int port, @Nullable TlsIdentity tls, TrustedProxies proxies) {

  /** Without TLS and proxies. */
  public AdminSettings(String bind, int port) {
    this(bind, port, null, TrustedProxies.NONE);
  }
}
