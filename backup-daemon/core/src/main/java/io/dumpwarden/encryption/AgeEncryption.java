package io.dumpwarden.encryption;

import com.exceptionfactory.jagged.RecipientStanzaWriter;
import com.exceptionfactory.jagged.framework.stream.StandardEncryptingChannelFactory;
import io.dumpwarden.config.EncryptionChoice;
import io.dumpwarden.pipeline.StreamEncryption;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.security.GeneralSecurityException;
import java.util.List;

/** Format age, written. Any age opens it. */
final class AgeEncryption implements StreamEncryption {

  private final String keyId;
  private final List<RecipientStanzaWriter> recipients;

  AgeEncryption(String keyId, List<RecipientStanzaWriter> recipients) {
    this.keyId = keyId;
    this.recipients = List.copyOf(recipients);
  }

  @Override
  public OutputStream encrypt(OutputStream out) throws IOException {
    try {
      return Channels.newOutputStream(
          new StandardEncryptingChannelFactory()
              .newEncryptingChannel(Channels.newChannel(out), recipients));
    } catch (GeneralSecurityException e) {
      throw new IOException("the file's key cannot be wrapped: " + e.getMessage(), e);
    }
  }

  @Override
  public String algorithm() {
    return EncryptionChoice.Type.AGE.id();
  }

  @Override
  public String keyId() {
    return keyId;
  }

  @Override
  public String extension() {
    return ".age";
  }
}
