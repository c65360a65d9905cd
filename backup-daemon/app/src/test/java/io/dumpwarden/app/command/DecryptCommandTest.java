package io.dumpwarden.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.config.EncryptionChoice;
import io.dumpwarden.encryption.Keyring;
import io.dumpwarden.storage.Secret;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Without a metadata store: the environment names a data directory that must not come to be. */
class DecryptCommandTest {

  private static final String PASSPHRASE = "correct horse";

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path sealed;
  private Path key;
  private Path plain;

  @BeforeEach
  void files() throws Exception {
    key = Files.writeString(folder.resolve("nightly"), PASSPHRASE + "\n");
    plain = folder.resolve("dump.sql.gz");
    sealed = folder.resolve("dump.sql.gz.enc");
    seal(sealed, EncryptionChoice.Type.AES_256_GCM, PASSPHRASE);
  }

  @Test
  void decryptsWithAKeyFileAndLeavesItCompressed() throws Exception {
    int exit = decrypt(sealed, plain, "--encryption-key-file", key.toString());

    assertThat(exit).as(err.toString()).isZero();
    assertThat(out.toString()).contains("aes-256-gcm, key k1").contains("gunzip -c");
    try (var in = new java.util.zip.GZIPInputStream(Files.newInputStream(plain))) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("SELECT 1;\n");
    }
    assertThat(folder.resolve("data")).doesNotExist();
  }

  @Test
  void takesAPassphraseFromElsewhereAndAFolderToWriteTo() throws Exception {
    Path into = Files.createDirectory(folder.resolve("into"));
    assertThat(decrypt(sealed, into, "--passphrase-env", "PHRASE")).as(err.toString()).isZero();
    assertThat(into.resolve("dump.sql.gz")).exists();
    assertThat(decrypt(sealed, plain, "--passphrase-stdin")).as(err.toString()).isZero();
  }

  @Test
  void readsAge() throws Exception {
    Path age = folder.resolve("dump.sql.gz.age");
    seal(age, EncryptionChoice.Type.AGE, PASSPHRASE);
    assertThat(decrypt(age, plain, "--passphrase-file", key.toString()))
        .as(err.toString())
        .isZero();
    assertThat(out.toString()).contains("(age)");
  }

  @Test
  void aWrongKeyLeavesNothingBehind() throws Exception {
    Files.writeString(key, "battery staple");
    List<Path> before = listing();

    assertThat(decrypt(sealed, plain, "--encryption-key-file", key.toString())).isEqualTo(1);

    assertThat(err.toString()).contains("key-wrong").doesNotContain("battery");
    assertThat(listing()).isEqualTo(before);
  }

  @Test
  void damageLeavesNothingBehind() throws Exception {
    byte[] bytes = Files.readAllBytes(sealed);
    Files.write(sealed, Arrays.copyOf(bytes, bytes.length - 1));
    List<Path> before = listing();

    assertThat(decrypt(sealed, plain, "--encryption-key-file", key.toString())).isEqualTo(1);

    assertThat(err.toString()).contains("backup-corrupt").contains("truncated");
    assertThat(listing()).isEqualTo(before);
  }

  @Test
  void whatIsThereStaysUnlessForced() throws Exception {
    Files.writeString(plain, "mine");
    String[] by = {"--encryption-key-file", key.toString()};
    assertThat(decrypt(sealed, plain, by)).isEqualTo(1);
    assertThat(plain).hasContent("mine");
    assertThat(err.toString()).contains("--force");
    assertThat(decrypt(sealed, plain, by[0], by[1], "--force")).isZero();
    assertThat(Files.size(plain)).isGreaterThan(4);
  }

  @Test
  void whatIsMissingIsSaid() throws Exception {
    assertThat(decrypt(sealed, plain)).isEqualTo(2);
    assertThat(err.toString()).contains("which key?");
    assertThat(decrypt(folder.resolve("no.enc"), plain, "--passphrase-stdin")).isEqualTo(1);
    assertThat(err.toString()).contains("not-found");
    assertThat(decrypt(sealed, folder.resolve("no/where"), "--passphrase-stdin")).isEqualTo(1);
    assertThat(decrypt(key, plain, "--passphrase-stdin")).isEqualTo(1);
    assertThat(err.toString()).contains("does not begin like one");
  }

  private int decrypt(Path file, Path to, String... more) {
    String[] line = new String[more.length + 4];
    line[0] = "decrypt";
    line[1] = file.toString();
    line[2] = "--output";
    line[3] = to.toString();
    System.arraycopy(more, 0, line, 4, more.length);
    return DumpwardenCommand.run(
        Map.of("DUMPWARDEN_DATA_DIR", folder.resolve("data").toString(), "PHRASE", PASSPHRASE),
        new ByteArrayInputStream((PASSPHRASE + "\n").getBytes(StandardCharsets.UTF_8)),
        new PrintWriter(out, true),
        new PrintWriter(err, true),
        line);
  }

  private static void seal(Path file, EncryptionChoice.Type type, String passphrase)
      throws Exception {
    Keyring keys = Keyring.empty().with("k1", Secret.of(passphrase));
    try (OutputStream out =
        new GZIPOutputStream(
            keys.encryption(new EncryptionChoice(type, "k1"))
                .encrypt(Files.newOutputStream(file)))) {
      out.write("SELECT 1;\n".getBytes(StandardCharsets.UTF_8));
    }
  }

  private List<Path> listing() throws Exception {
    try (var files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }
}
