package io.dumpwarden.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The chart's own files: versions, comments, the schema, and the copy of the rules. */
class ChartFilesTest {

  private static final Pattern VERSION = Pattern.compile("<version>([^<]+)</version>");

  @Test
  void theChartHasTheProductsVersion() {
    MatchResult version =
        VERSION.matcher(Checkout.text("pom.xml")).results().findFirst().orElseThrow();
    JsonNode chart = Yaml.one(Checkout.text(Chart.FOLDER + "/Chart.yaml"));

    assertThat(chart.path("version").asText()).isEqualTo(version.group(1));
    assertThat(chart.path("appVersion").asText()).isEqualTo(version.group(1));
  }

  @Test
  void everyValueIsExplained() {
    List<String> lines = Checkout.text(Chart.FOLDER + "/values.yaml").lines().toList();

    for (int i = 1; i < lines.size(); i++) {
      if (lines.get(i).matches(" *[A-Za-z]+:.*")) {
        assertThat(lines.get(i - 1)).as("above " + lines.get(i)).matches(" *# .*");
      }
    }
  }

  @Test
  void theSchemaKnowsEveryValueAndNoOther() throws IOException {
    JsonNode values = Yaml.one(Checkout.text(Chart.FOLDER + "/values.yaml"));
    JsonNode schema = Yaml.one(Checkout.text(Chart.FOLDER + "/values.schema.json"));

    assertSame("", values, schema);
  }

  /** {@code -Dchart.rules.write=true} copies them instead. */
  @Test
  void theChartsRulesAreThoseOfPrometheus() throws IOException {
    String rules = Checkout.text("deploy/prometheus/rules.yml");
    if (Boolean.getBoolean("chart.rules.write")) {
      Files.writeString(Checkout.file(Chart.FOLDER + "/files/rules.yml"), rules);
    }

    assertThat(Checkout.text(Chart.FOLDER + "/files/rules.yml"))
        .as("-Dchart.rules.write=true copies them")
        .isEqualTo(rules);
  }

  private static void assertSame(String path, JsonNode values, JsonNode schema) {
    if (schema.path("additionalProperties").asBoolean(true)) {
      // what Kubernetes or the operator names
      assertThat(values).as(path).isEmpty();
      return;
    }
    List<String> known = Compose.names(schema.path("properties"));
    if (!values.isEmpty()) {
      assertThat(known)
          .as(path)
          .filteredOn(name -> !name.equals("global"))
          .containsExactlyInAnyOrderElementsOf(Compose.names(values));
    }
    values
        .properties()
        .forEach(
            value -> {
              JsonNode child = schema.path("properties").path(value.getKey());
              if (value.getValue().isObject()) {
                assertSame(path + '/' + value.getKey(), value.getValue(), child);
              }
            });
  }
}
