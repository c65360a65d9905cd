package io.dumpwarden.config;

import static io.dumpwarden.config.SampleRows.local;
import static io.dumpwarden.config.SampleRows.rule;
import static io.dumpwarden.config.SampleRows.working;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Where backups without a schedule go, and how long they stay there. */
class ManualRulesTest {

  @Test
  void withoutRulesTheyGoEverywhereForNinetyDaysAndTenCopies() {
    ConfigSnapshot config =
        ConfigSnapshot.of(
            working(local("tape"), local("off", "enabled", "0"), local("bad", "settings", "{}")));

    assertThat(config.storagesOf(Schedule.MANUAL))
        .extracting(Storage::name)
        .containsExactly("disk", "tape");
    assertThat(config.rulesOf(Schedule.MANUAL))
        .as("also where one is switched off: its copies age on")
        .containsExactly(standard("disk"), standard("off"), standard("tape"));
    assertThat(config.problems().keySet()).hasToString("[storage bad]");
  }

  @Test
  void withARuleTheyGoWhereRulesSayAndWhatLiesElsewhereAgesOn() {
    ConfigSnapshot config =
        ConfigSnapshot.of(
            working(local("tape"), rule("manual", "tape", "keep_for", "7d", "max_copies", "3")));

    assertThat(config.storagesOf(Schedule.MANUAL))
        .extracting(Storage::name)
        .containsExactly("tape");
    assertThat(config.rulesOf(Schedule.MANUAL))
        .containsExactlyInAnyOrder(
            standard("disk"),
            new RetentionRule("manual", "tape", KeepFor.parse("7d"), false, 1, 3));
  }

  @Test
  void aBrokenRuleIsNotReplacedByTheStandard() {
    ConfigSnapshot config =
        ConfigSnapshot.of(working(local("tape"), rule("manual", "tape", "keep_for", "soon")));

    assertThat(config.rulesOf(Schedule.MANUAL)).containsExactly(standard("disk"));
    assertThat(config.problems()).containsKey(new RowRef(ConfigKind.RETENTION_RULE, "manual/tape"));
  }

  @Test
  void otherSchedulesHaveNoStandardRule() {
    ConfigSnapshot config = ConfigSnapshot.of(working(local("tape")));

    assertThat(config.rulesOf("nightly")).extracting(RetentionRule::storage).containsOnly("disk");
    assertThat(config.rulesOf("nowhere")).isEmpty();
    assertThat(config.storagesOf("nowhere")).isEmpty();
  }

  private static RetentionRule standard(String storage) {
    return new RetentionRule("manual", storage, KeepFor.parse("90d"), false, 1, 10);
  }
}
