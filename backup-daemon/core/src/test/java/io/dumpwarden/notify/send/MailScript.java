package io.dumpwarden.notify.send;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLSocket;

/**
 * A mail server that says what a test wants: for STARTTLS, which GreenMail has not, and for all
 * that goes wrong. Keeps every line that it hears, those of messages too.
 */
final class MailScript implements AutoCloseable {

  final List<String> heard = new CopyOnWriteArrayList<>();

  private final ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
  private final TestCertificate certificate;
  private final Map<String, String> answers = new LinkedHashMap<>();
  private volatile String greeting = "220 mail.example.test";
  private volatile String extensions = "AUTH PLAIN LOGIN";

  MailScript(TestCertificate certificate) throws IOException {
    this.certificate = certificate;
    Thread thread = new Thread(this::serve, "mail-script");
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return server.getLocalPort();
  }

  /** Answers lines that begin so otherwise than with success; an empty answer is none. */
  MailScript answers(String begin, String answer) {
    answers.put(begin, answer);
    return this;
  }

  MailScript greets(String line) {
    greeting = line;
    return this;
  }

  /** What it offers, in the order of a list. */
  MailScript offers(String... all) {
    extensions = String.join("\r\n250-", all);
    return this;
  }

  private void serve() {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        say(socket, greeting);
        talk(socket);
      } catch (IOException e) {
        // one of both has gone
      }
    }
  }

  private void talk(Socket socket) throws IOException {
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8), 1);
    boolean data = false;
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      heard.add(line);
      if (data) {
        data = !line.equals(".");
        if (!data) {
          say(socket, answer("."));
        }
        continue;
      }
      String answer = answer(line);
      say(socket, answer);
      data = answer.startsWith("354");
      if (line.equals("STARTTLS") && answer.startsWith("220")) {
        heard.add("(TLS)");
        SSLSocket secure =
            (SSLSocket)
                certificate.context().getSocketFactory().createSocket(socket, null, 0, true);
        secure.setUseClientMode(false);
        talk(secure);
        return;
      }
    }
  }

  private String answer(String line) {
    Optional<String> other =
        answers.entrySet().stream()
            .filter(one -> line.startsWith(one.getKey()))
            .map(Map.Entry::getValue)
            .findFirst();
    return other.orElseGet(
        () ->
            switch (line.split(" ")[0]) {
              case "EHLO" ->
                  "250-mail.example.test\r\n250-%s\r\n250 8BITMIME".formatted(extensions);
              case "STARTTLS" -> "220 go on";
              case "AUTH" -> "235 welcome";
              case "DATA" -> "354 go on";
              case "QUIT" -> "221 bye";
              default -> "250 ok";
            });
  }

  private static void say(Socket socket, String line) throws IOException {
    if (!line.isEmpty()) {
      socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
