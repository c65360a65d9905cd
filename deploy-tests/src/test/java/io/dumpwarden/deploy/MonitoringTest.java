package io.dumpwarden.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.Rule;
import io.fabric8.openshift.api.model.monitoring.v1.RuleGroup;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the chart has for the Prometheus operator. */
class MonitoringTest {

  @Test
  void everyNodeIsScraped() {
    ServiceMonitor monitor = Chart.manifests(ChartCase.SERVICE_MONITOR).one(ServiceMonitor.class);

    assertThat(monitor.getMetadata().getLabels()).containsEntry("release", "prometheus");
    assertThat(monitor.getSpec().getEndpoints())
        .hasSize(1)
        .allMatch(endpoint -> endpoint.getPath().equals("/metrics"));
    assertThat(monitor.getSpec().getNamespaceSelector().getMatchNames()).containsExactly("backups");
  }

  @Test
  void theAlertsAreThoseOfPrometheus() {
    PrometheusRule rule = Chart.manifests(ChartCase.PROMETHEUS_RULE).one(PrometheusRule.class);
    JsonNode file = Yaml.one(Checkout.text("deploy/prometheus/rules.yml"));

    List<String> expected = new ArrayList<>();
    file.path("groups")
        .forEach(group -> group.path("rules").forEach(r -> expected.add(r.path("expr").asText())));
    assertThat(rule.getMetadata().getLabels()).containsEntry("release", "prometheus");
    assertThat(rule.getSpec().getGroups())
        .extracting(RuleGroup::getName)
        .hasSize(file.path("groups").size());
    assertThat(
            rule.getSpec().getGroups().stream()
                .flatMap(group -> group.getRules().stream())
                .map(r -> r.getExpr().getStrVal()))
        .containsExactlyElementsOf(expected);
  }

  @Test
  void theRunbookIsWhereItIsRead() {
    String prefix = "https://wiki.example.org/dumpwarden/docs/runbook.md#dumpwarden";

    assertThat(alerts(ChartCase.PROMETHEUS_RULE))
        .isNotEmpty()
        .allMatch(rule -> rule.getAnnotations().get("runbook_url").startsWith(prefix));
    assertThat(alerts(ChartCase.EVERYTHING))
        .allMatch(rule -> rule.getAnnotations().get("runbook_url").startsWith("docs/runbook.md#"));
  }

  @Test
  void aClusterWithoutTheOperatorGetsNoneOfIt() {
    assertThat(Chart.manifests(ChartCase.DEFAULTS).kinds())
        .doesNotContain("ServiceMonitor", "PrometheusRule");
  }

  private static List<Rule> alerts(ChartCase chartCase) {
    return Chart.manifests(chartCase).one(PrometheusRule.class).getSpec().getGroups().stream()
        .flatMap(group -> group.getRules().stream())
        .filter(rule -> rule.getAlert() != null)
        .toList();
  }
}
