package io.dumpwarden.secret;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.storage.Secret;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * Seals with AES-256-GCM under a key derived from the master key: {@code dw1:<key id>:<base64 of
 * nonce, ciphertext and tag>}, where version and key id are authenticated too. What starts with
 * {@code env:} or {@code file:} is a reference (see {@link SecretReferences}); anything else is
 * clear text.
 */
public final class SealedVault implements SecretVault {

  private static final String VERSION = "dw1:";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final String head;
  private final SecretKey key;
  private final SecretReferences references;
  private final SecureRandom random = new SecureRandom();

  /**
   * @param allowedFolders the folders that {@code file:} references may point into
   * @param environment looks an environment variable up; null where it is not set
   */
  public SealedVault(
      MasterKey masterKey,
      List<Path> allowedFolders,
      Function<String, @Nullable String> environment) {
    this.head = VERSION + masterKey.id() + ":";
    this.key = masterKey.derive("secrets in rows");
    this.references = new SecretReferences(allowedFolders, environment);
  }

  @Override
  public StoredSecret seal(Secret secret) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      byte[] clear = secret.reveal().getBytes(StandardCharsets.UTF_8);
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(clear);
      byte[] body =
          ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array();
      return new StoredSecret(head + Base64.getEncoder().encodeToString(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this java cannot encrypt with AES-256-GCM", e);
    }
  }

  @Override
  public Secret reveal(StoredSecret stored) {
    if (stored.isSealed()) {
      return unseal(stored.text());
    }
    return stored.isReference() ? references.read(stored.text()) : Secret.of(stored.text());
  }

  @Override
  public boolean isClear(StoredSecret stored) {
    return !stored.isSealed() && !stored.isReference();
  }

  private Secret unseal(String text) {
    if (!text.startsWith(head)) {
      throw new DumpwardenException(
          ErrorCode.SECRET_UNREADABLE,
          "the secret is sealed under another master key than this process has");
    }
    try {
      byte[] body = Base64.getDecoder().decode(text.substring(head.length()));
      ByteBuffer buffer = ByteBuffer.wrap(body);
      byte[] nonce = new byte[NONCE_BYTES];
      buffer.get(nonce);
      byte[] sealed = new byte[buffer.remaining()];
      buffer.get(sealed);
      byte[] clear = cipher(Cipher.DECRYPT_MODE, nonce).doFinal(sealed);
      return Secret.of(new String(clear, StandardCharsets.UTF_8));
    } catch (GeneralSecurityException | IllegalArgumentException | BufferUnderflowException e) {
      throw new DumpwardenException(
          ErrorCode.SECRET_UNREADABLE, "the sealed secret is damaged or was tampered with", e);
    }
  }

  private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(head.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
