package io.dumpwarden.config;

import static io.dumpwarden.config.SampleRows.key;
import static io.dumpwarden.config.SampleRows.rule;
import static io.dumpwarden.config.SampleRows.schedule;
import static io.dumpwarden.config.SampleRows.setting;
import static io.dumpwarden.config.SampleRows.working;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A schedule that could not encrypt is told so when it is written, not at night. */
class EncryptionCheckTest {

  private static final String RECIPIENT =
      "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p";

  @Test
  void aKeyThatFitsIsNoProblem() {
    assertThat(problems(sealed("encryption_key", "k1"), key("k1"))).isEmpty();
    assertThat(problems(sealed(), key("k1"), setting("aes_key", "k1"))).isEmpty();
  }

  @Test
  void withoutACurrentKeyThereIsNothingToEncryptWith() {
    assertThat(problems(sealed(), key("k1")))
        .singleElement()
        .asString()
        .contains("setting aes_key names no key")
        .contains("dumpwarden key use");
  }

  @Test
  void aKeyThatIsNotThereIsNamedWithTheNearest() {
    assertThat(problems(sealed("encryption_key", "nihgtly"), key("nightly")))
        .singleElement()
        .asString()
        .contains("no encryption key 'nihgtly', did you mean 'nightly'");
    assertThat(problems(sealed(), setting("aes_key", "gone")))
        .singleElement()
        .asString()
        .contains("setting aes_key: there is no encryption key 'gone'");
  }

  @Test
  void aKeyOfTheOtherTypeDoesNotFit() {
    ConfigRow age = key("k1", "type", "age", "secret", null, "recipients", RECIPIENT);
    assertThat(problems(sealed("encryption_key", "k1"), age))
        .singleElement()
        .asString()
        .contains("is of type age, not aes-256-gcm");
  }

  @Test
  void aBrokenKeyIsNotTakenForAMissingOne() {
    assertThat(problems(sealed("encryption_key", "k1"), key("k1", "secret", null)))
        .singleElement()
        .asString()
        .contains("'k1' is invalid");
  }

  private static ConfigRow sealed(String... more) {
    List<String> fields = new ArrayList<>(List.of("encryption", "aes-256-gcm"));
    fields.addAll(List.of(more));
    return schedule("sealed", fields.toArray(String[]::new));
  }

  private static List<Problem> problems(ConfigRow schedule, ConfigRow... more) {
    List<ConfigRow> rows = new ArrayList<>(working(schedule, rule("sealed", "disk")));
    rows.addAll(List.of(more));
    Map<RowRef, List<Problem>> all = ConfigSnapshot.of(rows).problems();
    return all.getOrDefault(new RowRef(ConfigKind.SCHEDULE, "sealed"), List.of());
  }
}
