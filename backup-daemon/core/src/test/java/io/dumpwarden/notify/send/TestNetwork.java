package io.dumpwarden.notify.send;

import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import javax.net.ssl.SSLSocketFactory;

/** Networks in which every name is this host. */
final class TestNetwork {

  /** Long enough for a machine that has much to do. */
  static final Network.Limits PATIENT = limits(30_000, 30_000, 30_000, 60_000);

  /** For receivers that hang. */
  static final Network.Limits HURRIED = limits(1_000, 1_000, 500, 2_000);

  private TestNetwork() {}

  private static Network.Limits limits(long connect, long http, long mailAnswer, long mail) {
    return new Network.Limits(
        Duration.ofMillis(connect),
        Duration.ofMillis(http),
        Duration.ofMillis(mailAnswer),
        Duration.ofMillis(mail));
  }

  static Network plain() {
    return with((SSLSocketFactory) SSLSocketFactory.getDefault(), PATIENT);
  }

  static Network trusting(TestCertificate certificate) {
    return with(certificate.context().getSocketFactory(), PATIENT);
  }

  static Network hurried(Network network) {
    return with(network.tls(), HURRIED);
  }

  private static Network with(SSLSocketFactory tls, Network.Limits limits) {
    return new Network(
        host -> new InetAddress[] {InetAddress.getLoopbackAddress()}, Socket::connect, tls, limits);
  }
}
