package io.dumpwarden.encryption;

import com.exceptionfactory.jagged.RecipientStanzaReader;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.pipeline.ByteRanges;
import io.dumpwarden.storage.Secret;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.List;

/** Tells the formats apart by their first bytes, and finds the key. */
final class Opener {

  private static final int HEAD = 16;

  /** Ours has 364 bytes at most; one of age some hundred for each recipient. */
  private static final int MOST_HEADER = 64 * 1024;

  /**
   * A salt of sfDBTools is random: this many bytes of the magic by chance is out of the question.
   */
  private static final int ALIKE = 5;

  private final Keys keys;
  private final DerivedKeys derived;

  Opener(Keys keys, DerivedKeys derived) {
    this.keys = keys;
    this.derived = derived;
  }

  Decrypted open(InputStream in) throws IOException {
    byte[] head = in.readNBytes(HEAD);
    byte[] ageHead = Arrays.copyOf(AgeDecryptingStream.MAGIC, HEAD);
    if (Arrays.equals(head, ageHead)) {
      return age(in, head);
    }
    if (head.length < HEAD || !startsWith(head, AesHeader.SALTED)) {
      throw new DumpwardenException(
          ErrorCode.BACKUP_CORRUPT,
          "the file does not begin like one that Dumpwarden, age or sfDBTools encrypted",
          "if it is not encrypted, it needs no decryption; else restore from another copy",
          null);
    }
    byte[] second = Arrays.copyOfRange(head, AesHeader.SALTED.length, HEAD);
    int alike = alike(second);
    if (alike == second.length) {
      return aes(in);
    }
    if (alike >= ALIKE) {
      throw Damage.of("its magic or version is damaged, or a newer release wrote it");
    }
    return legacy(in, second);
  }

  /** As {@link #open}, from anywhere; sfDBTools' files cannot be read so. */
  ByteRanges ranges(ByteRanges file, long fileBytes) throws IOException {
    byte[] start;
    try (InputStream in = file.read(0, MOST_HEADER)) {
      start = in.readNBytes(MOST_HEADER);
    }
    if (startsWith(start, AgeDecryptingStream.MAGIC)) {
      return AgeSegments.of(file, fileBytes, start, ageReaders());
    }
    InputStream in = new ByteArrayInputStream(start);
    byte[] head = in.readNBytes(HEAD);
    if (head.length < HEAD
        || !startsWith(head, AesHeader.SALTED)
        || !Arrays.equals(
            Arrays.copyOfRange(head, AesHeader.SALTED.length, HEAD), AesHeader.MAGIC)) {
      throw Damage.of("it does not begin like one that can be read in parts");
    }
    AesHeader header = AesHeader.read(in);
    return AesSegments.of(file, fileBytes, keyFor(header), header);
  }

  private static boolean startsWith(byte[] head, byte[] with) {
    return Arrays.equals(Arrays.copyOf(head, with.length), with);
  }

  private static int alike(byte[] magic) {
    int alike = 0;
    for (int i = 0; i < magic.length; i++) {
      alike += magic[i] == AesHeader.MAGIC[i] ? 1 : 0;
    }
    return alike;
  }

  private Decrypted aes(InputStream in) throws IOException {
    AesHeader header = AesHeader.read(in);
    DerivedKey key = keyFor(header);
    return new Decrypted(
        Decrypted.Format.AES_256_GCM, header.keyId(), new AesDecryptingStream(in, key, header));
  }

  private DerivedKey keyFor(AesHeader header) {
    List<Secret> candidates = keys.passphrases(header.keyId());
    if (candidates.isEmpty()) {
      throw new DumpwardenException(
          ErrorCode.KEY_MISSING,
          "the file was encrypted with key '%s', which is not here".formatted(header.keyId()));
    }
    return candidates.stream()
        .map(secret -> derived.get(secret, header.derivation()))
        .filter(key -> key.matches(header.check()))
        .findFirst()
        .orElseThrow(
            () ->
                Damage.wrongKey(
                    "the file was encrypted with another key '%s' than the one given under that id"
                        .formatted(header.keyId())));
  }

  private Decrypted age(InputStream in, byte[] head) throws IOException {
    InputStream whole = new SequenceInputStream(new ByteArrayInputStream(head), in);
    return new Decrypted(Decrypted.Format.AGE, "", new AgeDecryptingStream(whole, ageReaders()));
  }

  private List<RecipientStanzaReader> ageReaders() {
    List<RecipientStanzaReader> readers =
        keys.forAge().stream().flatMap(key -> key.readers().stream()).toList();
    if (readers.isEmpty()) {
      throw new DumpwardenException(
          ErrorCode.KEY_MISSING,
          "the file was encrypted by age, and there is no identity or passphrase of age here",
          "give the identity file (AGE-SECRET-KEY-1…) or the passphrase by --encryption-key-file",
          null);
    }
    return readers;
  }

  private Decrypted legacy(InputStream in, byte[] salt) throws IOException {
    List<Secret> passphrases = keys.allPassphrases();
    if (passphrases.isEmpty()) {
      throw new DumpwardenException(
          ErrorCode.KEY_MISSING, "sfDBTools encrypted the file, and no passphrase is here");
    }
    return new Decrypted(
        Decrypted.Format.SFDBTOOLS, "", LegacyStream.open(in, salt, passphrases, derived));
  }
}
