package io.dumpwarden.config;

import static io.dumpwarden.config.ParsersTest.assertProblem;
import static io.dumpwarden.config.ParsersTest.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.secret.StoredSecret;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Channels and notification rules, read from their rows. */
class NotificationParsersTest {

  private static final String MAIL =
      """
      {"host": "mail.example.com", "port": 465, "tls": "tls", "username": "backups",
       "from": "backups@example.com", "to": "a@example.com, b+c@example.co.uk"}
      """;

  private static ConfigRow mail(@Nullable String... changes) {
    ConfigRow row = SampleRows.channel("ops", changes);
    row.fields().put("type", "email");
    return row;
  }

  private static ConfigRow rule(@Nullable String... changes) {
    return SampleRows.notificationRule("anything", "ops", changes);
  }

  @Test
  void aChannelIsReadAsItIsWritten() {
    Channel channel =
        ChannelParser.parse(mail("settings", MAIL, "secret", "env:MAIL", "enabled", "0"));

    assertThat(channel.type()).isEqualTo(ChannelType.EMAIL);
    assertThat(channel.setting("port")).contains("465");
    assertThat(channel.secret()).isEqualTo(new StoredSecret("env:MAIL"));
    assertThat(channel.enabled()).isFalse();
  }

  @Test
  void everythingThatIsWrongWithAChannelIsToldAtOnce() {
    String wrong =
        """
        {"hots": "mail", "port": "0", "tls": "maybe", "username": "backups",
         "from": "backups", "to": "a@example.com, b"}
        """;

    assertThat(refused(ChannelParser::parse, mail("settings", wrong)).problems())
        .extracting(problem -> problem.field() + ": " + problem.message())
        .containsExactlyInAnyOrder(
            "secret: must be set too: the account's password",
            "settings.hots: there is no such setting, did you mean 'host'",
            "settings.host: must be set",
            "settings.port: '0' is not a whole number from 1 to 65535",
            "settings.tls: 'maybe' is none of: starttls, tls, none",
            "settings.from: 'backups' is not an address such as backups@example.com",
            "settings.to: 'b' is not an address such as backups@example.com");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "slack   | {}                                          |         | secret",
        "teams   | {\"private_addresses\": \"perhaps\"}          | env:URL | settings.private_addresses",
        "ping    | {\"on\": \"often\"}                           | env:URL | settings.on",
        "ping    | {\"on\": \"0s\"}                              | env:URL | settings.on",
        "slack   | {\"url\": \"https://example.com\"}            | env:URL | settings.url",
        "webhook | {}                                          |         | settings.url",
        "webhook | {\"url\": \"ftp://example.com\"}              |         | settings.url",
        "webhook | {\"url\": \"https://me:pw@example.com/\"}     |         | settings.url",
        "webhook | {\"url\": \"https://example.com/#x\"}         |         | settings.url",
        "webhook | {\"url\": \"http://example.com\"}              |         | settings.url",
        "webhook | {\"url\": \"not a url\"}                      |         | settings.url",
        "webhook | {\"url\": \"https://example.com\", \"method\": \"GET\"} | | settings.method",
        "webhook | {\"url\": \"https://example.com\", \"content_type\": \"image/png\"} | | settings.content_type",
        "webhook | {\"url\": \"https://example.com\", \"body\": \"{{nobody}}\"} | | settings.body",
        "email   | {\"host\": \"m\", \"from\": \"a@b.c\", \"to\": \"a@b.c\\nBcc: x@b.c\"} | | settings.to",
        "email   | {\"host\": \"m\", \"from\": \"a@b.c\", \"to\": \"a@b.c\"} | env:P | settings.username",
        "slack   | [1]                                         | env:URL | settings",
        "pigeon  | {}                                          |         | type"
      })
  void aSpoiledChannelNamesItsField(
      String type, String settings, @Nullable String secret, String field) {
    assertProblem(
        ChannelParser::parse,
        SampleRows.channel("ops", "type", type, "settings", settings, "secret", secret),
        field);
  }

  @Test
  void aTemplateMayHaveLines() {
    String settings =
        "{\"url\": \"https://example.com\", \"body\": \"{\\n  \\\"text\\\": \\\"{{title}}\\\"\\n}\"}";
    assertThat(ChannelParser.parse(SampleRows.channel("ops", "settings", settings)).setting("body"))
        .hasValueSatisfying(body -> assertThat(body.lines()).hasSize(3));
  }

  @Test
  void aRuleWithoutMoreTellsEverythingOnce() {
    NotificationRule rule = NotificationRuleParser.parse(rule());

    assertThat(rule.events())
        .isEqualTo(
            EnumSet.complementOf(
                EnumSet.of(NotificationEvent.DIGEST_DAILY, NotificationEvent.DIGEST_WEEKLY)));
    assertThat(rule.servers().text()).isEqualTo("*");
    assertThat(rule.schedules()).isEmpty();
    assertThat(rule.channels()).containsExactly("ops");
    assertThat(rule.repeatEvery()).isNull();
    assertThat(rule.quietHours()).isNull();
    assertThat(rule.enabled()).isTrue();
  }

  @Test
  void aRuleIsReadAsItIsWritten() {
    NotificationRule rule =
        NotificationRuleParser.parse(
            rule(
                "events",
                "failed, DRILL_FAILED,digest-daily",
                "servers",
                "label:env=prod",
                "schedules",
                "nightly,hourly-*",
                "channels",
                "ops, mail,ops",
                "repeat_every",
                "6h",
                "quiet_hours",
                "22:00-07:00 Europe/Berlin"));

    assertThat(rule.events())
        .containsExactlyInAnyOrder(
            NotificationEvent.FAILED,
            NotificationEvent.DRILL_FAILED,
            NotificationEvent.DIGEST_DAILY);
    assertThat(rule.schedules()).containsExactly(new Glob("nightly"), new Glob("hourly-*"));
    assertThat(rule.channels()).containsExactly("ops", "mail");
    assertThat(rule.repeatEvery()).isEqualTo(Duration.ofHours(6));
    assertThat(rule.quietHours())
        .isEqualTo(
            new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0), ZoneId.of("Europe/Berlin")));
  }

  @ParameterizedTest
  @CsvSource({
    "name,a/b",
    "events,nothing",
    "events,','",
    "servers,label:env",
    "schedules,night\\",
    "channels,",
    "channels,','",
    "channels,a b",
    "repeat_every,soon",
    "repeat_every,30s",
    "quiet_hours,22-07",
    "quiet_hours,25:00-07:00",
    "quiet_hours,22:00-22:00",
    "quiet_hours,22:00-07:00 Europe/Berln",
    "enabled,maybe"
  })
  void aSpoiledRuleNamesItsColumn(String column, String value) {
    assertProblem(NotificationRuleParser::parse, rule(column, value), column);
  }

  @ParameterizedTest
  @ValueSource(strings = {"7:00-9:30", "07:00 - 09:30", "07:00-09:30 UTC"})
  void quietHoursWithoutAZoneAreInUtc(String text) {
    QuietHours hours = QuietHours.parse(text);

    assertThat(hours.from()).isEqualTo(LocalTime.of(7, 0));
    assertThat(hours.to()).isEqualTo(LocalTime.of(9, 30));
    assertThat(hours.zone().normalized()).isEqualTo(ZoneOffset.UTC);
  }

  @Test
  void aRuleSaysWhichOfItsNamesNobodyAnswersTo() {
    ConfigSnapshot config =
        ConfigSnapshot.of(
            SampleRows.working(
                SampleRows.channel("ops"),
                SampleRows.channel("silent", "enabled", "false"),
                SampleRows.channel("broken", "settings", "{}"),
                SampleRows.notificationRule("good", "ops"),
                SampleRows.notificationRule(
                    "bad",
                    "ops,opss,silent,broken",
                    "servers",
                    "shop,shpo",
                    "schedules",
                    "nightly,nightli,manual,x*"),
                SampleRows.notificationRule("off", "nobody", "enabled", "false")));

    Map<RowRef, List<Problem>> problems = config.problems();
    assertThat(problems.keySet()).hasToString("[channel broken, notification_rule bad]");
    assertThat(problems.get(new RowRef(ConfigKind.NOTIFICATION_RULE, "bad")))
        .extracting(Problem::message)
        .containsExactly(
            "there is no server 'shpo', did you mean 'shop'",
            "there is no schedule 'nightli', did you mean 'nightly'",
            "there is no channel 'opss', did you mean 'ops'",
            "channel 'silent' is disabled",
            "channel 'broken' is invalid");
    // it holds for the others all the same
    assertThat(config.notificationRules())
        .extracting(NotificationRule::name)
        .containsExactly("bad", "good", "off");
    assertThat(config.channels()).extracting(Channel::name).containsExactly("ops", "silent");
  }
}
