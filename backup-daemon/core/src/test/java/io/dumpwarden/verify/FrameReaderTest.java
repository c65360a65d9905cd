package io.dumpwarden.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dumpwarden.config.EncryptionChoice;
import io.dumpwarden.config.EncryptionChoice.Type;
import io.dumpwarden.encryption.Keyring;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.pipeline.ByteRanges;
import io.dumpwarden.pipeline.Compression;
import io.dumpwarden.pipeline.Compression.Algorithm;
import io.dumpwarden.pipeline.DumpPipeline.Stages;
import io.dumpwarden.pipeline.Frame;
import io.dumpwarden.pipeline.FramedFile;
import io.dumpwarden.storage.ObjectKey;
import io.dumpwarden.storage.S3ProxyServer;
import io.dumpwarden.storage.Secret;
import io.dumpwarden.storage.StorageProvider;
import io.dumpwarden.storage.StorageWriter;
import io.dumpwarden.storage.local.LocalSettings;
import io.dumpwarden.storage.local.LocalStorage;
import io.dumpwarden.storage.memory.MemoryStorage;
import io.dumpwarden.storage.s3.S3Storage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FrameReaderTest {

  private static final ObjectKey KEY = ObjectKey.of("dump.sql");

  /** Of a segment of either encryption, and its header, one before and one behind. */
  private static final long ANYWAY = 2 * 65_600 + 16 * 1024;

  private static final List<byte[]> PARTS =
      List.of(bytes(100), bytes(200_000), bytes(3), bytes(65_536), bytes(150_000), bytes(300_000));

  private static final Keyring KEYS =
      Keyring.empty().with("k1", Secret.of("a long enough passphrase"));

  @TempDir Path folder;

  /** What was asked of the storage. */
  private final AtomicLong read = new AtomicLong();

  private final StorageProvider memory = new MemoryStorage(InstantSource.system());

  @ParameterizedTest
  @EnumSource(names = "ZLIB", mode = EnumSource.Mode.EXCLUDE)
  void everyFrameIsReadAloneOfEveryCompressionAndEncryption(Algorithm algorithm) throws Exception {
    for (Type type : Type.values()) {
      assertReadable(memory, put(memory, algorithm, type), algorithm, type);
    }
  }

  @ParameterizedTest
  @EnumSource(Type.class)
  void fromAFolderToo(Type type) throws Exception {
    try (StorageProvider local =
        new LocalStorage(LocalSettings.unmarked(folder), InstantSource.system())) {
      assertReadable(local, put(local, Algorithm.ZSTD, type), Algorithm.ZSTD, type);
    }
  }

  @Test
  void andFromABucket() throws Exception {
    try (S3ProxyServer s3 = S3ProxyServer.start();
        StorageProvider bucket = new S3Storage(s3.settings(folder), InstantSource.system())) {
      for (Type type : Type.values()) {
        assertReadable(bucket, put(bucket, Algorithm.GZIP, type), Algorithm.GZIP, type);
      }
    }
  }

  private void assertReadable(
      StorageProvider storage, FramedFile file, Algorithm algorithm, Type type) throws IOException {
    FrameReader reader = reader(storage, file, algorithm, type);
    List<Frame> frames = file.totals().frames();
    for (int i = 0; i < frames.size(); i++) {
      read.set(0);
      assertThat(all(reader, frames.subList(i, i + 1)))
          .as("%d %s", i, type)
          .isEqualTo(PARTS.get(i));
      assertThat(read.get())
          .as("asked for frame %d under %s", i, type)
          .isBetween(
              frames.get(i).packedBytes(),
              frames.get(i).packedBytes() + (type == Type.NONE ? 0 : ANYWAY));
    }
    assertThat(all(reader, frames.subList(1, 5))).isEqualTo(join(PARTS.subList(1, 5)));
    assertThat(all(reader, frames)).isEqualTo(join(PARTS));
  }

  @ParameterizedTest
  @CsvSource({
    "ZSTD, NONE",
    "GZIP, NONE",
    "XZ, NONE",
    "NONE, NONE",
    "ZSTD, AES_256_GCM",
    "NONE, AES_256_GCM",
    "ZSTD, AGE",
    "NONE, AGE"
  })
  void aChangedByteIsToldWithItsFrameAndTheOthersStayReadable(Algorithm algorithm, Type type)
      throws Exception {
    FramedFile file = put(memory, algorithm, type);
    List<Frame> frames = file.totals().frames();
    Random random = new Random(5);
    for (int round = 0; round < 4; round++) {
      Frame damaged = frames.get(4);
      byte[] bytes = file.bytes().clone();
      // with encryption places move by its header at least: still within the frame
      int at =
          (int) damaged.offset() + 30_000 + random.nextInt((int) damaged.packedBytes() - 35_000);
      bytes[at] ^= (byte) (1 << random.nextInt(8));
      store(memory, bytes);
      FrameReader reader = reader(memory, file, algorithm, type);
      assertThat(all(reader, frames.subList(0, 2))).isEqualTo(join(PARTS.subList(0, 2)));
      assertThatThrownBy(() -> all(reader, frames.subList(4, 5)))
          .isInstanceOfSatisfying(
              DumpwardenException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.BACKUP_CORRUPT))
          .hasMessageStartingWith(damaged.describe() + " of copy x is damaged: ");
      assertThatThrownBy(() -> all(reader, frames.subList(2, 6)))
          .isInstanceOf(DumpwardenException.class)
          // a segment of age may hold the end of the frame before
          .hasMessageMatching(
              "the frame at byte \\d+ \\(rows of shop.t, part [34]\\) .* is damaged.*");
    }
  }

  @ParameterizedTest
  @CsvSource({"ZSTD, NONE", "GZIP, NONE", "NONE, NONE", "ZSTD, AES_256_GCM", "NONE, AGE"})
  void aFileThatIsCutOffIsTold(Algorithm algorithm, Type type) throws Exception {
    FramedFile file = put(memory, algorithm, type);
    List<Frame> frames = file.totals().frames();
    store(memory, Arrays.copyOf(file.bytes(), file.bytes().length - 1_000));
    FrameReader reader = reader(memory, file, algorithm, type);

    assertThat(all(reader, frames.subList(0, 5))).isEqualTo(join(PARTS.subList(0, 5)));
    assertThatThrownBy(() -> all(reader, frames.subList(5, 6)))
        .isInstanceOf(DumpwardenException.class)
        .hasMessageStartingWith(frames.get(5).describe() + " of copy x is damaged: ");
  }

  /** Whole and well compressed, but not what the index says. */
  @Test
  void anotherFramesBytesAreTold() throws Exception {
    FramedFile file = put(memory, Algorithm.ZSTD, Type.NONE);
    Frame one = file.totals().frames().get(1);
    Frame other = file.totals().frames().get(4);
    Frame planted =
        new Frame(
            one.kind(),
            one.tables(),
            one.range(),
            other.offset(),
            other.packedBytes(),
            other.rawBytes(),
            one.digest(),
            one.rows());
    Frame shorter =
        new Frame(
            one.kind(),
            one.tables(),
            one.range(),
            other.offset(),
            other.packedBytes(),
            other.rawBytes() - 1,
            other.digest(),
            one.rows());
    FrameReader reader = reader(memory, file, Algorithm.ZSTD, Type.NONE);

    for (Frame wrong : List.of(planted, shorter)) {
      assertThatThrownBy(() -> reader.open(wrong).readAllBytes())
          .isInstanceOf(DumpwardenException.class)
          .hasMessageContaining("is damaged");
    }
    assertThatThrownBy(() -> reader.open(List.of(one, other)))
        .isInstanceOf(DumpwardenException.class)
        .hasMessageContaining("does not follow");
  }

  @Test
  void aKeyThatIsNotHereOrAnotherIsToldAtOnce() throws Exception {
    for (Type type : List.of(Type.AES_256_GCM, Type.AGE)) {
      put(memory, Algorithm.ZSTD, type);
      ByteRanges stored = (offset, length) -> memory.read(KEY, offset, length);
      assertThatThrownBy(() -> Keyring.empty().ranges(stored, 1_000))
          .isInstanceOfSatisfying(
              DumpwardenException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.KEY_MISSING));
      assertThatThrownBy(
              () -> Keyring.empty().with("k1", Secret.of("another passphrase")).ranges(stored, 1))
          .isInstanceOfSatisfying(
              DumpwardenException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.KEY_WRONG));
    }
  }

  private FrameReader reader(
      StorageProvider storage, FramedFile file, Algorithm algorithm, Type type) throws IOException {
    ByteRanges stored =
        (offset, length) -> {
          read.addAndGet(length);
          return storage.read(KEY, offset, length);
        };
    ByteRanges plain = type == Type.NONE ? stored : KEYS.ranges(stored, file.bytes().length);
    return new FrameReader(plain, algorithm, file.totals().frames(), "copy x");
  }

  private FramedFile put(StorageProvider storage, Algorithm algorithm, Type type) {
    FramedFile file =
        FramedFile.of(
            PARTS,
            new Stages(
                new Compression(algorithm, algorithm.minLevel()),
                1,
                KEYS.encryption(new EncryptionChoice(type, type == Type.NONE ? null : "k1"))));
    store(storage, file.bytes());
    return file;
  }

  private static void store(StorageProvider storage, byte[] bytes) {
    try (StorageWriter writer = storage.open(KEY, OptionalLong.of(bytes.length))) {
      writer.write(bytes, 0, bytes.length);
      writer.commit();
    }
  }

  private static byte[] all(FrameReader reader, List<Frame> frames) throws IOException {
    try (InputStream in = reader.open(frames)) {
      return in.readAllBytes();
    }
  }

  private static byte[] join(List<byte[]> parts) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    parts.forEach(whole::writeBytes);
    return whole.toByteArray();
  }

  /** As digits: half of it can be compressed away. */
  private static byte[] bytes(int length) {
    Random random = new Random(length);
    byte[] digits = new byte[length];
    for (int i = 0; i < length; i++) {
      digits[i] = (byte) ('0' + random.nextInt(10));
    }
    return digits;
  }
}
