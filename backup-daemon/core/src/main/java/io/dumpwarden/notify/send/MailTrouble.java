package io.dumpwarden.notify.send;

import io.dumpwarden.notify.NotSentException;
import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/** Says in plain words why a mail server did not take a message, and whether it may later. */
record MailTrouble(MailServer server, SMTPTransport transport, TimeLimit limit) {

  /** The code of an answer to EHLO. */
  private static final int GREETED = 250;

  NotSentException with(MessagingException e) {
    String name = server.host().name();
    for (Throwable cause : chain(e)) {
      if (cause instanceof IOException io) {
        return Trouble.with(server.host(), io, limit);
      }
    }
    if (e instanceof AuthenticationFailedException) {
      return refused(name + " does not accept the channel's username and password", true);
    }
    if (e instanceof SendFailedException failed) {
      boolean later = codes(failed).anyMatch(MailTrouble::isForNow) || isOfTheAddresses(failed);
      return refused(name + " refuses the message or its addresses", later);
    }
    if (server.mode() == MailServer.Tls.STARTTLS && transport.getLastReturnCode() == GREETED) {
      return new NotSentException(
          name + " does not offer STARTTLS, and without it nothing is sent", true);
    }
    return refused(name + " does not take mail", true);
  }

  /** Those are the channel's, and can be corrected. */
  private static boolean isOfTheAddresses(SendFailedException e) {
    return chain(e).stream()
        .anyMatch(
            one ->
                one instanceof SMTPAddressFailedException
                    || one instanceof SMTPSenderFailedException);
  }

  private NotSentException refused(String words, boolean retryable) {
    int code = transport.getLastReturnCode();
    String said = said();
    return new NotSentException(
        said.isEmpty() ? words : words + ": " + said, retryable || isForNow(code));
  }

  /** The server's words, unless it repeats what it must not. */
  private String said() {
    String said = transport.getLastServerResponse();
    return said == null || secrets().anyMatch(said::contains) ? "" : Words.line(said);
  }

  private Stream<String> secrets() {
    String password = server.password();
    if (password == null || password.isEmpty()) {
      return Stream.of();
    }
    String plain = "\0" + server.username() + "\0" + password;
    return Stream.of(password, base64(password), base64(plain), base64(server.username() + plain));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** How many addresses were not served. */
  int refused(SendFailedException e) {
    return Stream.of(e.getInvalidAddresses(), e.getValidUnsentAddresses())
        .mapToInt((Address[] some) -> some == null ? 0 : some.length)
        .sum();
  }

  private Stream<Integer> codes(SendFailedException e) {
    return Stream.concat(
        Stream.of(transport.getLastReturnCode()),
        chain(e).stream()
            .filter(SMTPAddressFailedException.class::isInstance)
            .map(one -> ((SMTPAddressFailedException) one).getReturnCode()));
  }

  private static List<Throwable> chain(MessagingException e) {
    List<Throwable> chain = new ArrayList<>();
    for (Throwable one = e; one != null && !chain.contains(one); one = next(one)) {
      chain.add(one);
    }
    return chain;
  }

  private static Throwable next(Throwable one) {
    return one instanceof MessagingException mail && mail.getNextException() != null
        ? mail.getNextException()
        : one.getCause();
  }

  private static boolean isForNow(int code) {
    return code >= 400 && code < 500;
  }
}
