package io.dumpwarden.admin;

import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;

/** Listens with TLS, and without it not at all. */
final class TlsConnector {

  private TlsConnector() {}

  static Connector of(
      Server server, HttpConfiguration plain, AdminSettings settings, TlsIdentity tls) {
    HttpConfiguration http = new HttpConfiguration(plain);
    // people come by addresses and names that the certificate need not hold: it is for their
    // browser to judge that
    http.addCustomizer(new SecureRequestCustomizer(false));
    ServerConnector connector =
        new ServerConnector(
            server,
            new SslConnectionFactory(tls.factory(), "http/1.1"),
            new HttpConnectionFactory(http));
    connector.setHost(settings.bind());
    connector.setPort(settings.port());
    return connector;
  }
}
