package io.dumpwarden.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.app.command.Cli.Outcome;
import io.dumpwarden.config.EncryptionChoice;
import io.dumpwarden.config.EncryptionKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeyCommandTest {

  private static final String RECIPIENT =
      "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p";

  private final Cli cli = Cli.shared();

  @Test
  void aGeneratedKeyIsSavedCheckedAndUsed() throws Exception {
    Path file = cli.folder().resolve("generated.key");

    Outcome added = cli.run("key", "add", "kc-gen", "--generate", "--save-to", file.toString());

    assertThat(added.exit()).as(added.err()).isZero();
    assertThat(added.out()).contains("keep it safe").doesNotContain(Files.readString(file).strip());
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(Files.readString(file).strip()).hasSizeGreaterThan(40);
    EncryptionKey key = cli.platform().snapshots().get().encryptionKey("kc-gen").orElseThrow();
    assertThat(key.checkValue()).startsWith("pbkdf2-hmac-sha256:600000:");
    Path other = cli.folder().resolve("other.key");
    assertThat(cli.run("key", "add", "kc-gen", "--generate", "--save-to", other.toString()).err())
        .contains("already");
    assertThat(other).doesNotExist();
    assertThat(cli.run("key", "use", "kc-gen").out()).contains("kc-gen");
    assertThat(cli.platform().snapshots().get().settings().currentAesKey()).isEqualTo("kc-gen");
    EncryptionChoice current = new EncryptionChoice(EncryptionChoice.Type.AES_256_GCM, null);
    assertThat(cli.platform().keyring().encryption(current).keyId()).isEqualTo("kc-gen");
    Outcome removed = cli.run("key", "remove", "kc-gen", "--yes");
    assertThat(removed.err()).contains("aes_key");
  }

  @Test
  void aPassphraseIsNeverShown() {
    Outcome added = cli.run("s3cret words", Map.of(), "key", "add", "kc-in", "--passphrase-stdin");
    assertThat(added.exit()).as(added.err()).isZero();
    for (String[] how :
        new String[][] {{"key", "list"}, {"key", "list", "--json"}, {"key", "show", "kc-in"}}) {
      Outcome shown = cli.run(how);
      assertThat(shown.exit()).isZero();
      assertThat(shown.out()).contains("kc-in").doesNotContain("s3cret words");
    }
    cli.given("key", "remove", "kc-in", "--yes");
  }

  @Test
  void recipientsThatCannotBeReadAreRefused() {
    assertThat(cli.run("key", "add", "kc-age", "--type", "age", "--recipients", RECIPIENT).exit())
        .isZero();
    String typo = RECIPIENT.replace("ql3z", "ql3y");
    Outcome refused = cli.run("key", "add", "kc-typo", "--type", "age", "--recipients", typo);
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.err()).contains("recipient");
    assertThat(cli.platform().snapshots().get().encryptionKey("kc-typo")).isEmpty();
    cli.given("key", "remove", "kc-age", "--yes");
  }

  @Test
  void aKeyThatStoredBackupsNeedStays() {
    cli.given("key", "add", "kc-need", "--passphrase-stdin");
    cli.given("storage", "add", "kc-st", "--type", "s3", "--bucket", "backups");
    StoredCopies.on(cli, "kc-st", "{\n  \"encryption\" : {\n    \"keyId\" : \"kc-need\"\n  }\n}");

    Outcome refused = cli.run("key", "remove", "kc-need", "--yes");

    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.err()).contains("1 stored backups").contains("--force");
    assertThat(cli.run("key", "remove", "kc-need", "--yes", "--force").exit()).isZero();
  }

  @Test
  void aManifestThatWasRecordedInShortKeepsItsKey() {
    cli.given("key", "add", "kc-short", "--passphrase-stdin");
    cli.given("storage", "add", "kc-sh", "--type", "s3", "--bucket", "backups");
    StoredCopies.on(cli, "kc-sh", "{\"encryption\":{\"keyId\":\"kc-short\"},\"mac\":null}");

    assertThat(cli.run("key", "remove", "kc-short", "--yes").err()).contains("1 stored backups");
    cli.given("key", "remove", "kc-short", "--yes", "--force");
  }

  @Test
  void contradictionsAreWrongUsage() {
    assertThat(
            cli.run("x", Map.of(), "key", "add", "kc-two", "--generate", "--passphrase-stdin")
                .exit())
        .isEqualTo(2);
    assertThat(cli.run("key", "add", "kc-none").exit()).isEqualTo(2);
    assertThat(cli.run("key", "use", "kc-missing").exit()).isEqualTo(1);
  }

  @Test
  void aReferenceIsCheckedByWhatItPointsAt() {
    Map<String, String> nothing = Map.of();
    Outcome added =
        cli.run("env:KC_NOT_ALLOWED", nothing, "key", "add", "kc-ref", "--passphrase-stdin");
    assertThat(added.exit()).isNotZero();
  }
}
