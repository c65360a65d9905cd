package io.dumpwarden.notify.send;

import io.dumpwarden.config.Channel;
import io.dumpwarden.notify.NotSentException;
import io.dumpwarden.notify.Notice;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A notice as mail. Its ids are made of the notice: one that is sent twice is the same mail twice,
 * and all notices of a problem stand in one thread.
 */
final class Mail extends MimeMessage {

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private static final String UTF_8 = "UTF-8";

  private Mail(Session session) {
    super(session);
  }

  static MimeMessage of(Session session, Channel channel, Notice notice) throws NotSentException {
    Mail mail = new Mail(session);
    try {
      InternetAddress from = address(Given.required(channel, "from"));
      mail.setFrom(from);
      for (String to : Given.required(channel, "to").split(",")) {
        mail.addRecipient(RecipientType.TO, address(to.strip()));
      }
      mail.headers(notice, from.getAddress().replaceFirst(".*@", ""));
      mail.setContent(content(notice));
      mail.saveChanges();
      return mail;
    } catch (MessagingException e) {
      throw new NotSentException("from and to must be mail addresses", true);
    }
  }

  private static InternetAddress address(String text) throws MessagingException {
    InternetAddress address = new InternetAddress(text, true);
    if (text.chars().anyMatch(c -> c <= ' ' || c >= 0x7f) || !text.contains("@")) {
      throw new MessagingException("no address");
    }
    return address;
  }

  private void headers(Notice notice, String domain) throws MessagingException {
    setSubject("[Dumpwarden] " + new MessageText(notice).subject(), UTF_8);
    setHeader("Date", DATE.format(notice.at()));
    setHeader("Message-ID", id(NoticeIds.of(notice), domain));
    switch (notice.kind()) {
      case PROBLEM, REPEATED, RECOVERED -> {
        setHeader("In-Reply-To", id(NoticeIds.thread(notice), domain));
        setHeader("References", id(NoticeIds.thread(notice), domain));
      }
      case DIGEST, TEST, PING_START, PING_SUCCESS, PING_FAIL -> {}
    }
    // so that nobody's absence note answers
    setHeader("Auto-Submitted", "auto-generated");
    setHeader("X-Auto-Response-Suppress", "All");
  }

  private static String id(String local, String domain) {
    return "<%s@%s>".formatted(local, domain);
  }

  @Override
  protected void updateMessageID() {
    // it has one that says what it is
  }

  private static MimeMultipart content(Notice notice) throws MessagingException {
    MessageText text = new MessageText(notice);
    MimeBodyPart plain = new MimeBodyPart();
    plain.setText(text.whole() + "\n", UTF_8);
    MimeBodyPart html = new MimeBodyPart();
    html.setText(html(text), UTF_8, "html");
    return new MimeMultipart("alternative", plain, html);
  }

  private static String html(MessageText text) {
    StringBuilder html = new StringBuilder("<!DOCTYPE html>\n<html><body>\n");
    html.append("<p><b>").append(escape(text.subject())).append("</b></p>\n");
    text.lines().forEach(line -> html.append("<p>").append(escape(line)).append("</p>\n"));
    html.append("<table>\n");
    text.facts()
        .forEach(
            (label, value) ->
                html.append("<tr><td>%s</td><td>%s</td></tr>\n".formatted(label, escape(value))));
    return html.append("</table>\n</body></html>\n").toString();
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
