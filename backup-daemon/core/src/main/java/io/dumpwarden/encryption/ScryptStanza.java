package io.dumpwarden.encryption;

import com.exceptionfactory.jagged.FileKey;
import com.exceptionfactory.jagged.RecipientStanza;
import com.exceptionfactory.jagged.RecipientStanzaReader;
import com.exceptionfactory.jagged.RecipientStanzaWriter;
import com.exceptionfactory.jagged.UnsupportedRecipientStanzaException;
import com.exceptionfactory.jagged.framework.crypto.CipherKey;
import com.exceptionfactory.jagged.framework.crypto.EncryptedFileKey;
import com.exceptionfactory.jagged.framework.crypto.FileKeyDecryptorFactory;
import com.exceptionfactory.jagged.framework.crypto.FileKeyEncryptorFactory;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.storage.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file key of age under a passphrase: the stanza {@code scrypt}. */
final class ScryptStanza implements RecipientStanzaReader, RecipientStanzaWriter {

  /** 64 MiB and a fifth of a second for each file; age itself, made for a person, takes 2^18. */
  static final int LOG_N = 16;

  private static final int MOST_LOG_N = 22;
  private static final int SALT = 16;
  private static final String TYPE = "scrypt";
  private static final Pattern FACTOR = Pattern.compile("[1-9][0-9]?");

  /** One at a time in this process, since each takes much memory. */
  private static final Object ONE_AT_A_TIME = new Object();

  private final Secret passphrase;

  ScryptStanza(Secret passphrase) {
    this.passphrase = passphrase;
  }

  private record Written(List<String> arguments, byte[] body) implements RecipientStanza {
    @Override
    public String getType() {
      return TYPE;
    }

    @Override
    public List<String> getArguments() {
      return arguments;
    }

    @Override
    public byte[] getBody() {
      return body.clone();
    }
  }

  @Override
  public Iterable<RecipientStanza> getRecipientStanzas(FileKey key)
      throws GeneralSecurityException {
    byte[] salt = new byte[SALT];
    new SecureRandom().nextBytes(salt);
    EncryptedFileKey wrapped =
        new FileKeyEncryptorFactory()
            .newFileKeyEncryptor()
            .getEncryptedFileKey(key, wrapKey(salt, LOG_N));
    String shown = Base64.getEncoder().withoutPadding().encodeToString(salt);
    return List.of(new Written(List.of(shown, Integer.toString(LOG_N)), wrapped.getEncoded()));
  }

  @Override
  public FileKey getFileKey(Iterable<RecipientStanza> stanzas) throws GeneralSecurityException {
    Iterator<RecipientStanza> all = stanzas.iterator();
    RecipientStanza only = all.hasNext() ? all.next() : null;
    if (only == null || all.hasNext() || !only.getType().equals(TYPE)) {
      throw new UnsupportedRecipientStanzaException("not for a passphrase");
    }
    List<String> arguments = only.getArguments();
    if (arguments.size() != 2) {
      throw new UnsupportedRecipientStanzaException("not a stanza of scrypt");
    }
    byte[] salt = salt(arguments.get(0));
    CipherKey key = wrapKey(salt, factor(arguments.get(1)));
    return new FileKeyDecryptorFactory()
        .newFileKeyDecryptor()
        .getFileKey(new EncryptedFileKey(only.getBody()), key);
  }

  private static byte[] salt(String text) throws GeneralSecurityException {
    try {
      byte[] salt = Base64.getDecoder().decode(text);
      if (salt.length == SALT) {
        return salt;
      }
    } catch (IllegalArgumentException e) {
      // the same answer as for a wrong length
    }
    throw new UnsupportedRecipientStanzaException("not a salt of scrypt");
  }

  private static int factor(String text) throws GeneralSecurityException {
    Matcher matcher = FACTOR.matcher(text);
    if (!matcher.matches() || Integer.parseInt(text) > MOST_LOG_N) {
      throw new UnsupportedRecipientStanzaException("not a work factor of scrypt");
    }
    return Integer.parseInt(text);
  }

  private CipherKey wrapKey(byte[] salt, int logN) {
    requireMemory(logN);
    byte[] label = "age-encryption.org/v1/scrypt".getBytes(StandardCharsets.US_ASCII);
    byte[] salted = ByteBuffer.allocate(label.length + SALT).put(label).put(salt).array();
    byte[] secret = passphrase.reveal().getBytes(StandardCharsets.UTF_8);
    synchronized (ONE_AT_A_TIME) {
      return new CipherKey(Scrypt.derive(secret, salted, logN, 32));
    }
  }

  private static void requireMemory(int logN) {
    long needed = Scrypt.bytesNeeded(logN);
    if (needed > Runtime.getRuntime().maxMemory() / 10 * 6) {
      throw new DumpwardenException(
          ErrorCode.MEMORY_EXCEEDED,
          "the file's passphrase takes %d MiB of memory to check, and the heap has %d MiB"
              .formatted(needed >> 20, Runtime.getRuntime().maxMemory() >> 20),
          "start with a larger heap, such as JAVA_TOOL_OPTIONS=-Xmx%dm".formatted(needed >> 19),
          null);
    }
  }
}
