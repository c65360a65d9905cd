package io.dumpwarden.notify.send;

import io.dumpwarden.config.Channel;
import io.dumpwarden.notify.NotSentException;
import io.dumpwarden.storage.Secret;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The server that takes a channel's mail, and how it is spoken to.
 *
 * @param username null where nobody logs in; then there is no password either
 */
record MailServer(
    Host host, Tls mode, @Nullable String username, @Nullable String password, String from) {

  /** How a mail server's connection is made safe. */
  enum Tls {
    /** Begins without, and goes on with TLS only. */
    STARTTLS(587),
    /** TLS from the first byte. */
    TLS(465),
    NONE(25);

    private final int port;

    Tls(int port) {
      this.port = port;
    }
  }

  static MailServer of(Channel channel, @Nullable Secret secret) throws NotSentException {
    Tls mode = mode(channel);
    Host host = new Host(Given.required(channel, "host"), port(channel, mode));
    String username = Given.text(channel, "username").orElse(null);
    if (username != null && mode == Tls.NONE) {
      throw new NotSentException("a password is not sent without TLS: set tls", true);
    }
    if (username != null && secret == null) {
      throw new NotSentException("the channel has a username and no password", true);
    }
    String password = username == null || secret == null ? null : secret.reveal();
    return new MailServer(host, mode, username, password, Given.required(channel, "from"));
  }

  private static Tls mode(Channel channel) throws NotSentException {
    return switch (Given.word(channel, "tls", "starttls")) {
      case "starttls" -> Tls.STARTTLS;
      case "tls" -> Tls.TLS;
      case "none" -> Tls.NONE;
      default -> throw new NotSentException("tls is none of starttls, tls, none", true);
    };
  }

  private static int port(Channel channel, Tls mode) throws NotSentException {
    try {
      return Given.text(channel, "port").map(Integer::parseInt).orElse(mode.port);
    } catch (NumberFormatException e) {
      throw new NotSentException("the channel's port is no number", true);
    }
  }

  boolean isTls() {
    return mode == Tls.TLS;
  }

  /** For the mail library, whose own connecting is not used. */
  Properties properties(Network network) {
    Properties all = new Properties();
    all.put("mail.smtp.auth", String.valueOf(username != null));
    all.put("mail.smtp.auth.mechanisms", "PLAIN LOGIN");
    all.put("mail.smtp.starttls.enable", String.valueOf(mode == Tls.STARTTLS));
    all.put("mail.smtp.starttls.required", String.valueOf(mode == Tls.STARTTLS));
    all.put("mail.smtp.ssl.checkserveridentity", "true");
    all.put("mail.smtp.ssl.socketFactory", network.tls());
    all.put("mail.smtp.sendpartial", "true");
    all.put("mail.smtp.quitwait", "false");
    all.put("mail.smtp.from", from);
    return all;
  }

  @Override
  public String toString() {
    return host.toString();
  }
}
