package io.dumpwarden.notify;

import static io.dumpwarden.config.SampleRows.channel;
import static io.dumpwarden.config.SampleRows.notificationRule;
import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.config.NotificationRule;
import io.dumpwarden.notify.Notice.About;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RoutingTest {

  private final Looks looks = new Looks();

  @Test
  void byServerAndLabel() {
    assertThat(isAbout("label:env=prod", null, of("shop", "nightly"))).isTrue();
    assertThat(isAbout("label:env=prod", null, of("lab", "nightly"))).isFalse();
    assertThat(isAbout("sh*", null, of("shop", "nightly"))).isTrue();
    assertThat(isAbout("gone-*", null, of("gone-1", "nightly")))
        .as("of one that has no row the name counts")
        .isTrue();
  }

  @Test
  void byTheServersOfASchedule() {
    assertThat(isAbout("label:env=prod", null, of(null, "nightly"))).isTrue();
    assertThat(isAbout("label:env=none", null, of(null, "nightly"))).isFalse();
  }

  @Test
  void bySchedule() {
    assertThat(isAbout("*", "night*,weekly", of("shop", "nightly"))).isTrue();
    assertThat(isAbout("*", "weekly", of("shop", "nightly"))).isFalse();
  }

  @Test
  void whatHasNoServerIsForRulesAboutAll() {
    About storage = new About(null, null, "disk", null, null);
    assertThat(isAbout("*", null, storage)).isTrue();
    assertThat(isAbout("all", null, storage)).isTrue();
    assertThat(isAbout("shop", null, storage)).isFalse();
    assertThat(isAbout("*", "nightly", storage)).isFalse();
  }

  private static About of(@Nullable String server, String schedule) {
    return new About(server, schedule, null, null, null);
  }

  private boolean isAbout(String servers, @Nullable String schedules, About about) {
    looks.rows(
        channel("ops"), notificationRule("r", "ops", "servers", servers, "schedules", schedules));
    NotificationRule rule = looks.config().notificationRules().get(0);
    return new Routing(looks.config()).isAbout(rule, about);
  }
}
