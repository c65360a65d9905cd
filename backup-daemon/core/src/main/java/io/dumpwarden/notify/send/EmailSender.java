package io.dumpwarden.notify.send;

import io.dumpwarden.config.Channel;
import io.dumpwarden.notify.NotSentException;
import io.dumpwarden.notify.Notice;
import io.dumpwarden.notify.Sender;
import io.dumpwarden.storage.Secret;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.Socket;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends mail, one connection for each message. */
final class EmailSender implements Sender {

  private static final Logger LOG = LoggerFactory.getLogger(EmailSender.class);

  private final Network network;

  EmailSender(Network network) {
    this.network = network;
  }

  @Override
  public void send(Channel channel, @Nullable Secret secret, Notice notice)
      throws NotSentException {
    MailServer server = MailServer.of(channel, secret);
    Session session = Session.getInstance(server.properties(network));
    MimeMessage mail = Mail.of(session, channel, notice);
    try (TimeLimit limit = new TimeLimit(network.limits().mail());
        Socket plain = connect(server, limit);
        SMTPTransport transport = new SMTPTransport(session, url(server))) {
      MailTrouble trouble = new MailTrouble(server, transport, limit);
      try {
        transport.connect(server.isTls() ? network.secure(plain, server.host()) : plain);
        transport.sendMessage(mail, mail.getAllRecipients());
      } catch (SendFailedException e) {
        judge(channel, notice, e, trouble);
      } catch (MessagingException e) {
        throw trouble.with(e);
      } catch (IOException e) {
        throw Trouble.with(server.host(), e, limit);
      }
    } catch (MessagingException | IOException e) {
      // of closing only: the message was taken
      LOG.debug("connection to {} did not end well", server.host().name());
    }
  }

  private Socket connect(MailServer server, TimeLimit limit) throws NotSentException {
    try {
      Socket socket = network.connect(server.host(), false, limit);
      socket.setSoTimeout(limit.leftMillis(network.limits().mailAnswer()));
      return socket;
    } catch (IOException e) {
      throw Trouble.with(server.host(), e, limit);
    }
  }

  /** Gives the transport user name and password; nobody prints it. */
  private static URLName url(MailServer server) {
    return new URLName(
        "smtp",
        server.host().name(),
        server.host().port(),
        null,
        server.username(),
        server.password());
  }

  /**
   * Who sends again sends to all. So a message that some receivers took counts as sent, unless
   * somebody waits to see whether it works for all.
   */
  private static void judge(
      Channel channel, Notice notice, SendFailedException e, MailTrouble trouble)
      throws NotSentException {
    Address[] sent = e.getValidSentAddresses();
    if (sent == null || sent.length == 0) {
      throw trouble.with(e);
    }
    String some =
        "%d of the channel's addresses were refused, %d took it"
            .formatted(trouble.refused(e), sent.length);
    if (notice.kind() == Notice.Kind.TEST) {
      throw new NotSentException(some, false);
    }
    LOG.warn("mail through channel {}: {}", Words.line(channel.name()), some);
  }
}
