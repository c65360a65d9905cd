package io.dumpwarden.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.Copy;
import io.dumpwarden.catalog.CopyStatus;
import io.dumpwarden.verify.Archive.Making;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a restore meets on its way to a good copy stays on record. */
class CopyReaderTest {

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

  private CopyReader reader() {
    return new CopyReader(archive::config, archive::open, archive.manifests, archive.keys)
        .recording(archive.verifications, archive::now);
  }
}
