package io.dumpwarden.config;

import static io.dumpwarden.config.SampleRows.key;
import static io.dumpwarden.config.SampleRows.setting;
import static io.dumpwarden.config.SampleRows.working;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings of the fleet, and the keys that backups are encrypted with, as rows. */
class SettingsTest {

  @Test
  void withoutRowsTheStandardsHold() {
    assertThat(ConfigSnapshot.of(working()).settings()).isEqualTo(Settings.STANDARD);
    for (String name : SettingsParser.NAMES.keySet()) {
      String standard = SettingsParser.standard(name);
      if (!standard.isEmpty()) {
        assertThat(ConfigSnapshot.of(working(setting(name, standard))).settings())
            .as(name)
            .isEqualTo(Settings.STANDARD);
      }
    }
  }

  @Test
  void rowsAreRead() {
    Settings settings =
        ConfigSnapshot.of(
                working(
                    setting("companion_suffixes", " _x, _y ,,"),
                    setting("secondary_marker", "_second"),
                    setting("ticket_required", "true"),
                    setting("dump_options", "routines=off"),
                    setting("aes_key", "k1"),
                    setting("verify_per_day", "1/20"),
                    setting("verify_rate", "50MiB"),
                    setting("scratch_server", "scratch"),
                    setting("self_backup", "off"),
                    setting("paused", "yes")))
            .settings();

    assertThat(settings)
        .isEqualTo(
            new Settings(
                List.of("_x", "_y"),
                "_second",
                true,
                DumpOptionSet.parse("routines=off"),
                "k1",
                null,
                new Settings.Verification(0.05, 50 << 20),
                "scratch",
                null,
                true));
  }

  @ParameterizedTest
  @CsvSource({
    "ticket_required,maybe,maybe",
    "dump_options,--result-file=/x,result-file",
    "aes_key,../k,../k",
    "verify_per_day,2,between 0 and 1",
    "verify_per_day,often,1/30",
    "self_backup,sometimes,sometimes",
    "ticket_requird,1,did you mean 'ticket_required'",
    "companion_sufixes,_x,did you mean 'companion_suffixes'"
  })
  void aWrongOneIsAProblemAndTheOthersHold(String name, String value, String words) {
    ConfigSnapshot config =
        ConfigSnapshot.of(working(setting(name, value), setting("secondary_marker", "_s")));

    assertThat(config.problems().get(new RowRef(ConfigKind.SETTING, name)))
        .singleElement()
        .asString()
        .contains(words);
    assertThat(config.settings().secondaryMarker()).as("the others hold").isEqualTo("_s");
    assertThat(config.settings().ticketRequired())
        .as("in doubt, one is")
        .isEqualTo(name.equals("ticket_required"));
    assertThat(config.settings().currentAesKey()).isNull();
    assertThatThrownBy(() -> config.requireValid(name))
        .hasMessageContainingAll("setting " + name, words);
    config.requireValid("secondary_marker");
  }

  @Test
  void keysAreFoundByTheirIds() {
    ConfigSnapshot config =
        ConfigSnapshot.of(working(key("k2"), key("k1"), key("broken", "secret", null)));

    assertThat(config.encryptionKeys()).extracting(EncryptionKey::id).containsExactly("k1", "k2");
    assertThat(config.encryptionKey("k1")).map(EncryptionKey::recipients).contains(List.of());
    assertThat(config.encryptionKey("broken")).isEmpty();
    assertThat(config.problems().keySet()).hasToString("[encryption_key broken]");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "NULL",
      value = {
        "none,env:DUMPWARDEN_SECRET_TEST,NULL,is not a type of key",
        "aes-256-gcm,NULL,NULL,must be set",
        "aes-256-gcm,env:DUMPWARDEN_SECRET_TEST,age1x,are for type age",
        "age,NULL,NULL,set either recipients or a secret",
        "age,NULL,age1x,is not a recipient of age",
        "rot13,env:DUMPWARDEN_SECRET_TEST,NULL,rot13"
      })
  void aSpoiledKeyIsRefused(String type, String secret, String recipients, String words) {
    ConfigRow row = key("k1", "type", type, "secret", secret, "recipients", recipients);

    assertThatThrownBy(() -> EncryptionKeyParser.parse(row))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessageContaining(words);
  }
}
