package io.dumpwarden.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.Copy;
import io.dumpwarden.catalog.CopyStatus;
import io.dumpwarden.catalog.Manifest;
import io.dumpwarden.encryption.Keyring;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.pipeline.Frame;
import io.dumpwarden.pipeline.RawDigest;
import io.dumpwarden.verify.Archive.Making;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a restore meets on its way to a good copy stays on record. */
class CopyReaderTest {

  private static final byte[] SQL = Archive.SQL.getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;
  private Archive archive;

  @BeforeEach
  void open() {
    archive = new Archive(folder, "disk", "tape", "vault");
  }

  @AfterEach
  void close() {
    archive.close();
  }

  @Test
  void lostCopiesAreRecordedAndTheGoodOneFound() throws Exception {
    Backup backup = archive.backup(Making.ENCRYPTED, "disk", "tape", "vault");
    archive.provider("disk").delete(Archive.key(backup));
    Path file = archive.file("tape", Archive.key(backup));
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 1] ^= 1;
    Files.write(file, bytes);

    assertThat(reader().firstGood(backup).storage()).isEqualTo("vault");

    assertThat(archive.copyOn(backup, "disk").status()).isEqualTo(CopyStatus.MISSING);
    assertThat(archive.copyOn(backup, "tape").status()).isEqualTo(CopyStatus.CORRUPT);
    assertThat(archive.copyOn(backup, "vault").verification()).as("not read in full").isNull();
    assertThat(archive.verify(backup, "tape", true).repairedFrom()).isEqualTo("vault");
  }

  @Test
  void aDiskThatIsNotMountedIsPassedOver() throws Exception {
    Backup backup = archive.backup(Making.PLAIN, "disk");
    Files.delete(archive.root("disk").resolve(".dumpwarden-storage"));

    assertThatThrownBy(() -> reader().firstGood(backup)).hasMessageContaining("marker");

    assertThat(archive.copyOn(backup, "disk").status()).isEqualTo(CopyStatus.STORED);
  }

  @Test
  void oneThatWasFoundLostIsReadAgainWhereNoOtherIsGood() throws Exception {
    Backup backup = archive.backup(Making.PLAIN, "disk");
    Path file = archive.file("disk", Archive.key(backup));
    Path away = Files.move(file, folder.resolve("away"));
    assertThatThrownBy(() -> reader().firstGood(backup)).hasMessageContaining("disk: ");
    Backup lost = backup.with(List.of(archive.copyOn(backup, "disk")));
    assertThat(lost.copies()).extracting(Copy::status).containsExactly(CopyStatus.MISSING);

    assertThatThrownBy(() -> reader().firstGood(lost)).hasMessageContaining("disk: ");
    Files.move(away, file);

    assertThat(reader().firstGood(lost).storage()).isEqualTo("disk");
  }

  @Test
  void aCopyWhoseChosenFramesAreDamagedIsRecordedAndTheNextRead() throws Exception {
    Backup backup = archive.backup(Making.ENCRYPTED.inFrames(), "disk", "tape");
    Path file = archive.file("disk", Archive.key(backup));
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 20] ^= 1;
    Files.write(file, bytes);

    assertThat(some(backup).storage()).isEqualTo("tape");

    assertThat(archive.copyOn(backup, "disk").status()).isEqualTo(CopyStatus.CORRUPT);
    assertThat(archive.copyOn(backup, "tape").status()).isEqualTo(CopyStatus.STORED);
  }

  @Test
  void aKeyThatIsNotHereIsNamedForChosenFramesToo() {
    Backup backup = archive.backup(Making.ENCRYPTED.inFrames(), "disk", "tape");
    archive.keys = Keyring.empty();

    assertCode(ErrorCode.KEY_MISSING, () -> some(backup));
    assertThat(archive.copyOn(backup, "disk").status()).isEqualTo(CopyStatus.STORED);
  }

  @Test
  void whoIsBrokenOffReadsNoOtherCopy() {
    Backup backup = archive.backup(Making.PLAIN.inFrames(), "disk", "tape");

    Thread.currentThread().interrupt();
    try {
      assertCode(ErrorCode.CANCELLED, () -> some(backup));
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  /** A dump program's file has a digest that does without the index. */
  @Test
  void anIndexThatIsNotTheDumpsIsFoundOut() throws Exception {
    Backup backup = archive.backup(Making.PLAIN.inFrames(), "disk");
    String json = backup.result().manifest();
    Manifest framed = archive.manifests.read(json);
    RawDigest whole = new RawDigest(new ByteArrayInputStream(SQL));
    whole.readAllBytes();
    String plain =
        json.replace("xxh3-64-framed", "xxh3-64").replace(framed.raw().digest(), whole.hex());
    String last = framed.frames().get(framed.frames().size() - 1).digest();

    assertThat(proof(plain)).isEmpty();
    assertThat(proof(plain.replace(last, "0123456789abcdef")).orElseThrow())
        .contains("its index is not that of the dump: the frame at byte");
  }

  private Optional<String> proof(String manifest) throws Exception {
    return new DumpProof(archive.manifests.read(manifest))
        .problemWith(new ByteArrayInputStream(SQL));
  }

  private Copy some(Backup backup) {
    Manifest manifest = archive.manifests.read(backup.result().manifest());
    List<Frame> frames = manifest.frames();
    return reader()
        .firstGood(backup, manifest, frames.subList(frames.size() - 2, frames.size()), bytes -> {});
  }

  private static void assertCode(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            DumpwardenException.class, e -> assertThat(e.code()).as("%s", e).isEqualTo(code));
  }

  private CopyReader reader() {
    return new CopyReader(archive::config, archive::open, archive.manifests, archive.keys)
        .recording(archive.verifications, archive::now);
  }
}
