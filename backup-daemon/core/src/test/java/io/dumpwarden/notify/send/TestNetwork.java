package io.dumpwarden.notify.send;

import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import javax.net.ssl.SSLSocketFactory;

/** Networks in which every name is this host, with short limits. */
final class TestNetwork {

  static final Network.Limits SHORT =
      new Network.Limits(
          Duration.ofSeconds(1),
          Duration.ofSeconds(1),
          Duration.ofSeconds(1),
          Duration.ofSeconds(2));

  private TestNetwork() {}

  static Network plain() {
    return with((SSLSocketFactory) SSLSocketFactory.getDefault());
  }

  static Network trusting(TestCertificate certificate) {
    return with(certificate.context().getSocketFactory());
  }

  private static Network with(SSLSocketFactory tls) {
    return new Network(
        host -> new InetAddress[] {InetAddress.getLoopbackAddress()}, Socket::connect, tls, SHORT);
  }
}
