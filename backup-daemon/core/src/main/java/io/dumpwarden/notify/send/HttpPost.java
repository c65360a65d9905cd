package io.dumpwarden.notify.send;

import io.dumpwarden.notify.NotSentException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;

/**
 * Speaks HTTP/1.1 to receivers, one connection for each request: to the very address that was
 * judged, without a proxy, a redirect, a cookie or a connection from before. That is little enough
 * to be said here, and the JDK's client cannot be told which address to connect to.
 */
final class HttpPost {

  private static final Duration BODY = Duration.ofSeconds(2);

  private final Network network;

  HttpPost(Network network) {
    this.network = network;
  }

  /**
   * @return an answer that says the receiver took it
   */
  Answer send(Call call) throws NotSentException {
    try (TimeLimit limit = new TimeLimit(network.limits().http())) {
      return Verdict.of(call, answer(call, limit));
    }
  }

  private Answer answer(Call call, TimeLimit limit) throws NotSentException {
    try {
      return exchange(call, limit);
    } catch (IOException e) {
      throw Trouble.with(call.address().host(), e, limit);
    }
  }

  private Answer exchange(Call call, TimeLimit limit) throws IOException, NotSentException {
    HttpAddress address = call.address();
    try (Socket plain = network.connect(address.host(), !address.privateAllowed(), limit);
        Socket socket = address.tls() ? network.secure(plain, address.host()) : plain) {
      OutputStream out = socket.getOutputStream();
      out.write(call.head());
      out.write(call.body());
      out.flush();
      InputStream in = new BufferedInputStream(socket.getInputStream());
      Answer head = Answer.head(in);
      socket.setSoTimeout(limit.leftMillis(BODY));
      return head.andStart(in);
    }
  }
}
