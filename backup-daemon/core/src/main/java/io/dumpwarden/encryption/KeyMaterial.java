package io.dumpwarden.encryption;

import com.exceptionfactory.jagged.RecipientStanzaReader;
import com.exceptionfactory.jagged.RecipientStanzaWriter;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaReaderFactory;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaWriterFactory;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.storage.Secret;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a key's text holds: a passphrase, identities of age ({@code AGE-SECRET-KEY-1…}, as
 * age-keygen writes them, comments and all), or recipients of age ({@code age1…}).
 */
record KeyMaterial(Secret text) {

  private static final String IDENTITY = "AGE-SECRET-KEY-1";
  private static final String RECIPIENT = "age1";

  boolean isPassphrase() {
    return lines(IDENTITY).isEmpty() && lines(RECIPIENT).isEmpty();
  }

  /** What files of age can be read with; none where it holds recipients alone. */
  List<RecipientStanzaReader> readers() {
    if (isPassphrase()) {
      return List.of(new ScryptStanza(text));
    }
    List<RecipientStanzaReader> readers = new ArrayList<>();
    for (String identity : lines(IDENTITY)) {
      try {
        readers.add(X25519RecipientStanzaReaderFactory.newRecipientStanzaReader(identity));
      } catch (GeneralSecurityException | IllegalArgumentException e) {
        throw unreadable("identity");
      }
    }
    return readers;
  }

  /** Whom files of age are written for. */
  List<RecipientStanzaWriter> writers() {
    if (isPassphrase()) {
      return List.of(new ScryptStanza(text));
    }
    return writersFor(lines(RECIPIENT));
  }

  static List<RecipientStanzaWriter> writersFor(List<String> recipients) {
    List<RecipientStanzaWriter> writers = new ArrayList<>();
    for (String recipient : recipients) {
      try {
        writers.add(X25519RecipientStanzaWriterFactory.newRecipientStanzaWriter(recipient));
      } catch (GeneralSecurityException | IllegalArgumentException e) {
        throw unreadable("recipient");
      }
    }
    return writers;
  }

  private List<String> lines(String prefix) {
    return text.reveal().lines().map(String::strip).filter(l -> l.startsWith(prefix)).toList();
  }

  /** Without what the library says: it may repeat the key. */
  private static DumpwardenException unreadable(String what) {
    return new DumpwardenException(
        ErrorCode.KEY_WRONG,
        "an age " + what + " cannot be read: a character of it is missing or wrong",
        "compare it with what age-keygen wrote",
        null);
  }
}
