package io.dumpwarden.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.storage.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealedVaultTest {

  private static final Map<String, String> ENVIRONMENT =
      Map.of("DUMPWARDEN_SECRET_SHOP", "from-env", "DUMPWARDEN_MASTER_KEY", "never");

  private final MasterKey key = MasterKey.generate();
  @TempDir Path temp;
  private Path allowed;
  private SealedVault vault;

  @BeforeEach
  void open() throws IOException {
    allowed = Files.createDirectory(temp.resolve("secrets"));
    vault = new SealedVault(key, List.of(allowed), ENVIRONMENT::get);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "test-password", "pässwörd\n\uD83D\uDE00", "env:looks-like-one"})
  void whatIsSealedCanBeRevealedAndShowsNothing(String password) {
    StoredSecret stored = vault.seal(Secret.of(password));
    assertThat(stored.text()).matches("dw1:" + key.id() + ":[A-Za-z0-9+/]+=*");
    assertThat(vault.isClear(stored)).isFalse();
    assertThat(vault.reveal(stored)).isEqualTo(Secret.of(password));
  }

  @Test
  void aSealedSecretIsWhatItsFormatSays() throws GeneralSecurityException {
    String[] parts = vault.seal(Secret.of("test-password")).text().split(":");
    byte[] body = Base64.getDecoder().decode(parts[2]);
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.DECRYPT_MODE, key.derive("secrets in rows"), new GCMParameterSpec(128, body, 0, 12));
    cipher.updateAAD((parts[0] + ":" + parts[1] + ":").getBytes(UTF_8));
    assertThat(new String(cipher.doFinal(body, 12, body.length - 12), UTF_8))
        .isEqualTo("test-password");
  }

  @Test
  void theSameSecretIsSealedDifferentlyEachTime() {
    assertThat(vault.seal(Secret.of("a")).text()).isNotEqualTo(vault.seal(Secret.of("a")).text());
  }

  @Test
  void anotherKeyCannotReadIt() {
    StoredSecret stored = vault.seal(Secret.of("test-password"));
    SealedVault other = new SealedVault(MasterKey.generate(), List.of(), ENVIRONMENT::get);
    assertThat(failure(other, stored.text())).hasMessageContaining("another master key");
  }

  @Test
  void everyChangedCharacterIsNoticed() {
    // 14 bytes make a base64 text without padding, where every bit counts
    String text = vault.seal(Secret.of("test-password1")).text();
    for (int i = 0; i < text.length(); i++) {
      char changed = text.charAt(i) == 'A' ? 'B' : 'A';
      String tampered = text.substring(0, i) + changed + text.substring(i + 1);
      if (tampered.startsWith("dw1:")) {
        assertThat(failure(vault, tampered).code()).isEqualTo(ErrorCode.SECRET_UNREADABLE);
      }
    }
    assertThat(failure(vault, text.substring(0, 30))).hasMessageContaining("damaged");
  }

  @Test
  void clearTextIsKnownAsSuch() {
    StoredSecret clear = new StoredSecret("test-password");
    assertThat(vault.isClear(clear)).isTrue();
    assertThat(vault.reveal(clear)).isEqualTo(Secret.of("test-password"));
    assertThat(vault.isClear(new StoredSecret("env:DUMPWARDEN_SECRET_SHOP"))).isFalse();
    assertThat(vault.isClear(new StoredSecret("file:/x"))).isFalse();
  }

  @Test
  void onlyVariablesOfThePrefixAreRead() {
    assertThat(vault.reveal(new StoredSecret("env:DUMPWARDEN_SECRET_SHOP")))
        .isEqualTo(Secret.of("from-env"));
    assertThat(failure(vault, "env:DUMPWARDEN_MASTER_KEY"))
        .hasMessageContaining("DUMPWARDEN_SECRET_");
    assertThat(failure(vault, "env:DUMPWARDEN_SECRET_NONE")).hasMessageContaining("is not set");
  }

  @Test
  void aFileOfAnAllowedFolderIsReadAnewEachTimeWithoutItsLastNewline() throws IOException {
    Path file = Files.writeString(allowed.resolve("shop"), "two\nlines\r\n");
    StoredSecret reference = new StoredSecret("file:" + file);
    assertThat(vault.reveal(reference)).isEqualTo(Secret.of("two\nlines"));
    Files.writeString(file, "rotated\n\n");
    assertThat(vault.reveal(reference)).isEqualTo(Secret.of("rotated\n"));
  }

  @Test
  void noWayLeadsOutOfTheAllowedFolders() throws IOException {
    Path outside = Files.writeString(temp.resolve("shadow"), "test-password");
    Path link = Files.createSymbolicLink(allowed.resolve("link"), outside);
    Path folder = Files.createSymbolicLink(allowed.resolve("up"), temp);
    for (String path :
        List.of(
            outside.toString(),
            link.toString(),
            folder.resolve("shadow").toString(),
            allowed + "/../shadow",
            temp.resolve("absent").toString())) {
      assertThat(failure(vault, "file:" + path)).hasMessageContaining("allowed folder");
    }
  }

  @Test
  void aLinkWithinTheAllowedFoldersIsFollowed() throws IOException {
    // the way Kubernetes mounts secrets
    Path data = Files.createDirectory(allowed.resolve("..data"));
    Files.writeString(data.resolve("shop"), "mounted");
    Path link = Files.createSymbolicLink(allowed.resolve("shop"), Path.of("..data/shop"));
    assertThat(vault.reveal(new StoredSecret("file:" + link))).isEqualTo(Secret.of("mounted"));
  }

  @Test
  void aFileThatIsNoneIsRefused() throws IOException {
    Files.write(allowed.resolve("large"), new byte[65 * 1024]);
    assertThat(failure(vault, "file:" + allowed)).hasMessageContaining("64 KiB");
    assertThat(failure(vault, "file:" + allowed.resolve("large"))).hasMessageContaining("64 KiB");
    assertThat(failure(vault, "file:" + allowed.resolve("no")))
        .hasMessageContaining("cannot be read");
    assertThat(failure(vault, "file:shop")).hasMessageContaining("absolute");
  }

  @Test
  void masterKeysReadWriteAndKnowThemselves() {
    MasterKey same = MasterKey.parse(" " + key.encoded().reveal() + "\n");
    assertThat(same.id()).isEqualTo(key.id()).hasSize(16);
    assertThat(same.matches(key.checkValue())).isTrue();
    assertThat(MasterKey.generate().matches(key.checkValue())).isFalse();
    assertThat(key.derive("a").getEncoded()).isNotEqualTo(key.derive("b").getEncoded());
    assertThat(key.toString()).doesNotContain(key.encoded().reveal());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "c2hvcnQ=", "%%%%"})
  void aKeyThatIsNoneIsRefusedWithoutRepeatingIt(String text) {
    assertThatThrownBy(() -> MasterKey.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the master key")
        .hasMessageNotContaining("%");
  }

  private static DumpwardenException failure(SealedVault vault, String stored) {
    return catchThrowableOfType(
        DumpwardenException.class, () -> vault.reveal(new StoredSecret(stored)));
  }
}
