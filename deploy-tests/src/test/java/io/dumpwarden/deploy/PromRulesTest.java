package io.dumpwarden.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * {@code deploy/prometheus}, by promtool, and each alert fires in some test and is silent in
 * another.
 */
class PromRulesTest {

  private static final String TESTS = "deploy/prometheus/tests";
  private static final Pattern LABEL = Pattern.compile("\\$labels\\.(\\w+)");

  private final PromRules rules = PromRules.read();

  @Test
  void promtoolAcceptsTheRules() throws Exception {
    Promtool.accepts("check", "rules", Checkout.file(PromRules.FILE).toString());
  }

  @Test
  void alertsFireAndStaySilentAsTheirTestsSay() throws Exception {
    Stream<String> files = tests().stream().map(Path::toString);
    Promtool.accepts(Stream.concat(Stream.of("test", "rules"), files).toArray(String[]::new));
  }

  @Test
  void everyAlertHasBothKindsOfTests() throws IOException {
    Set<String> firing = new TreeSet<>();
    Set<String> silent = new TreeSet<>();
    for (Path file : tests()) {
      for (JsonNode test : Yaml.one(Files.readString(file)).path("tests")) {
        for (JsonNode check : test.path("alert_rule_test")) {
          (check.path("exp_alerts").isEmpty() ? silent : firing)
              .add(check.path("alertname").asText());
        }
      }
    }
    List<String> names = rules.alerts().stream().map(PromRules.Alert::name).toList();
    assertThat(names).doesNotHaveDuplicates();
    assertThat(firing).containsExactlyInAnyOrderElementsOf(names);
    assertThat(silent).containsExactlyInAnyOrderElementsOf(names);
  }

  private static List<Path> tests() throws IOException {
    try (Stream<Path> files = Files.list(Checkout.file(TESTS))) {
      return files.sorted().toList();
    }
  }

  @Test
  void everyAlertSaysHowGraveItIsAndWhereToReadOn() {
    for (PromRules.Alert alert : rules.alerts()) {
      assertThat(alert.severity()).as(alert.name()).isIn("critical", "warning");
      assertThat(alert.annotation("summary")).as(alert.name()).isNotBlank();
      assertThat(alert.annotation("description")).as(alert.name()).endsWith(".");
      assertThat(alert.annotation("runbook_url")).isEqualTo("docs/runbook.md#" + alert.anchor());
    }
  }

  /** One that the expression groups away would be an empty word in a message at night. */
  @Test
  void textsNameLabelsThatThereAre() {
    for (PromRules.Alert alert : rules.alerts()) {
      Set<String> labels = MetricLabels.of(alert.expression(), rules.records());
      Matcher named = LABEL.matcher(alert.annotations().toString());
      while (named.find()) {
        assertThat(labels).as(alert.name()).contains(named.group(1));
      }
    }
  }

  /** Values from before an outage of the metadata store would fire hundreds of alerts. */
  @Test
  void alertsLookAtWhatIsRecordedOfAStoreThatAnswers() {
    Set<String> direct = new TreeSet<>();
    for (PromRules.Alert alert : rules.alerts()) {
      PromQl.of(alert.expression()).metrics().keySet().stream()
          .filter(metric -> !rules.records().containsKey(metric))
          .forEach(direct::add);
    }
    assertThat(direct)
        .as("each node's own, whatever the store does")
        .containsExactlyInAnyOrder(
            "dumpwarden_build_info", "dumpwarden_certificate_not_after_timestamp_seconds", "up");
  }
}
