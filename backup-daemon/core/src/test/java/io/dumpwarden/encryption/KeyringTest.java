package io.dumpwarden.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.EncryptionChoice;
import io.dumpwarden.config.EncryptionChoice.Type;
import io.dumpwarden.config.SampleRows;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.pipeline.StreamEncryption;
import io.dumpwarden.secret.MasterKey;
import io.dumpwarden.secret.SealedVault;
import io.dumpwarden.storage.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KeyringTest {

  private static final EncryptionChoice CURRENT = new EncryptionChoice(Type.AES_256_GCM, null);

  private final SealedVault vault =
      new SealedVault(MasterKey.generate(), List.of(), Map.<String, String>of()::get);
  private final List<ConfigRow> rows = new ArrayList<>();
  private final Keyring keys = new Keyring(() -> ConfigSnapshot.of(rows), vault);

  @Test
  void afterRotationOldFilesStayReadable() {
    add("k1", "first", null);
    use("k1");
    byte[] old = Bytes.encrypted(keys.encryption(CURRENT), "old".getBytes());
    add("k2", "second", null);
    use("k2");
    StreamEncryption now = keys.encryption(CURRENT);

    assertThat(now.keyId()).isEqualTo("k2");
    assertThat(Bytes.decrypted(keys, Bytes.encrypted(now, "new".getBytes())))
        .asString()
        .isEqualTo("new");
    assertThat(Bytes.decrypted(keys, old)).asString().isEqualTo("old");
  }

  @Test
  void aChangedPassphraseIsRefusedBeforeAnythingIsDumped() {
    add("k1", "first", keys.checkValue(Secret.of("first")));
    use("k1");
    byte[] file = Bytes.encrypted(keys.encryption(CURRENT), "x".getBytes());
    assertThat(Bytes.decrypted(keys, file)).asString().isEqualTo("x");
    rows.removeIf(row -> row.key().equals("k1"));
    add("k1", "changed", keys.checkValue(Secret.of("first")));

    assertRefused(CURRENT, ErrorCode.KEY_WRONG, "'k1' is not the one that it was added with");
    assertThat(Bytes.refusal(keys, file, new byte[0]).code()).isEqualTo(ErrorCode.KEY_WRONG);
  }

  @Test
  void aCheckValueThatNobodyComputedIsRefused() {
    add("k1", "first", "nonsense");
    assertRefused(named("k1"), ErrorCode.KEY_WRONG, "check value");
  }

  @Test
  void whatIsMissingIsNamedWithTheCommandToRun() {
    assertRefused(CURRENT, ErrorCode.KEY_MISSING, "setting aes_key names no key");
    use("gone");
    DumpwardenException e =
        assertRefused(CURRENT, ErrorCode.KEY_MISSING, "'gone', which setting aes_key names");
    assertThat(e.hint()).contains("dumpwarden key add gone");
    assertRefused(named("other"), ErrorCode.KEY_MISSING, "'other'");
    add("k1", "first", null);
    assertRefused(new EncryptionChoice(Type.AGE, "k1"), ErrorCode.KEY_WRONG, "type aes-256-gcm");
  }

  @Test
  void aWrongSettingIsNotTakenForNone() {
    add("k1", "first", null);
    use("../k1");
    assertRefused(CURRENT, ErrorCode.CONFIG_INVALID, "setting aes_key is wrong: '../k1'");
    assertThat(keys.encryption(named("k1")).keyId()).as("asks no setting").isEqualTo("k1");
  }

  @Test
  void aGivenKeyGoesBeforeARowAndIsTheCurrentOne() {
    add("k1", "of the row", null);
    Keyring with = keys.with("k1", Secret.of("given"));
    byte[] file = Bytes.encrypted(with.encryption(CURRENT), "x".getBytes());

    assertThat(Bytes.decrypted(with, file)).asString().isEqualTo("x");
    assertThat(Bytes.refusal(keys, file, new byte[0]).code()).isEqualTo(ErrorCode.KEY_WRONG);
    assertThat(with.encryption(EncryptionChoice.NONE)).isSameAs(StreamEncryption.NONE);
  }

  @Test
  void oneRowsKeyCanBeTakenAlone() {
    add("k1", "first", null);
    byte[] file = Bytes.encrypted(keys.encryption(named("k1")), "x".getBytes());
    assertThat(Bytes.decrypted(keys.only("k1"), file)).asString().isEqualTo("x");
    assertThat(catchThrowableOfType(DumpwardenException.class, () -> keys.only("k2")).code())
        .isEqualTo(ErrorCode.KEY_MISSING);
  }

  private DumpwardenException assertRefused(EncryptionChoice choice, ErrorCode code, String words) {
    DumpwardenException e =
        catchThrowableOfType(DumpwardenException.class, () -> keys.encryption(choice));
    assertThat(e).isNotNull().hasMessageContaining(words);
    assertThat(e.code()).isEqualTo(code);
    assertThat(e.hint()).isNotBlank();
    return e;
  }

  private static EncryptionChoice named(String id) {
    return new EncryptionChoice(Type.AES_256_GCM, id);
  }

  private void add(String id, String passphrase, @Nullable String check) {
    String secret = vault.seal(Secret.of(passphrase)).text();
    rows.add(SampleRows.key(id, "secret", secret, "check_value", check));
  }

  private void use(String id) {
    rows.removeIf(row -> row.key().equals("aes_key"));
    rows.add(SampleRows.setting("aes_key", id));
  }
}
