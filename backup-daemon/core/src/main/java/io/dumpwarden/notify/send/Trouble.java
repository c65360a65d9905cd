package io.dumpwarden.notify.send;

import io.dumpwarden.notify.NotSentException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;

/** Says in plain words why a receiver was not reached. All of it may be over later. */
final class Trouble {

  private Trouble() {}

  static NotSentException with(Host host, IOException e, TimeLimit limit) {
    return new NotSentException(host.name() + " " + words(e, limit), true);
  }

  private static String words(IOException e, TimeLimit limit) {
    if (limit.isOver()) {
      return "was not done within %d s".formatted(limit.limit().toSeconds());
    }
    String certificate = certificate(e);
    if (!certificate.isEmpty()) {
      return "shows a certificate that is refused: " + certificate;
    } else if (e instanceof UnknownHostException) {
      return "is a name that cannot be looked up";
    } else if (e instanceof SocketTimeoutException) {
      return "did not answer in time";
    } else if (e instanceof ConnectException || e instanceof NoRouteToHostException) {
      return "cannot be connected to: " + Words.line(e.getMessage());
    } else if (e instanceof SSLException) {
      return "does not speak TLS as this side does: " + Words.line(e.getMessage());
    }
    return "broke the connection off: " + Words.line(e.getMessage());
  }

  /** The certificate's own trouble lies some causes deep. */
  private static String certificate(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateException) {
        return Words.line(cause.getMessage());
      }
    }
    return "";
  }
}
