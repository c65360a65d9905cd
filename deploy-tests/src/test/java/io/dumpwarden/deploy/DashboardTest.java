package io.dumpwarden.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dashboard has what Grafana's classic model asks for, and nothing of one installation. */
class DashboardTest {

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{?(\\w+)}?");
  private static final Set<String> UNITS =
      Set.of("short", "percentunit", "s", "bytes", "d", "dateTimeFromNow");

  private final Dashboard dashboard = new Dashboard();

  @Test
  void theWholeHasItsFields() {
    JsonNode root = dashboard.root();
    assertThat(root.path("title").asText()).isEqualTo("Dumpwarden");
    assertThat(root.path("uid").asText()).matches("[a-zA-Z0-9_-]{1,40}");
    assertThat(root.path("id").isNull()).as("Grafana gives it").isTrue();
    assertThat(root.path("schemaVersion").asInt()).isGreaterThanOrEqualTo(39);
    assertThat(root.path("time").path("from").asText()).startsWith("now-");
    assertThat(root.path("time").path("to").asText()).isEqualTo("now");
    assertThat(root.path("annotations").path("list").isArray()).isTrue();
    assertThat(root.path("tags").isArray()).isTrue();
  }

  @Test
  void thePartsAreFleetServerStorageAndDaemons() {
    assertThat(dashboard.panels())
        .filteredOn(panel -> panel.path("type").asText().equals("row"))
        .extracting(panel -> panel.path("title").asText())
        .containsExactly("Fleet", "Server $server", "Storage $storage", "Daemons");
  }

  @Test
  void everyPanelSaysWhatItShowsAndInWhatUnit() {
    for (JsonNode panel : dashboard.charts()) {
      String title = panel.path("title").asText();
      assertThat(title).isNotBlank();
      assertThat(panel.path("description").asText()).as(title).endsWith(".");
      assertThat(panel.path("type").asText()).as(title).isIn("timeseries", "stat", "table");
      JsonNode defaults = panel.path("fieldConfig").path("defaults");
      assertThat(defaults.path("unit").asText()).as(title).isIn(UNITS);
      assertThat(defaults.path("thresholds").path("mode").asText()).as(title).isEqualTo("absolute");
      assertThat(panel.path("fieldConfig").path("overrides").isArray()).as(title).isTrue();
      assertThat(panel.path("options").isObject()).as(title).isTrue();
      assertThat(panel.path("targets")).as(title).isNotEmpty();
      for (JsonNode target : panel.path("targets")) {
        assertThat(target.path("refId").asText()).as(title).matches("[A-Z]");
        assertThat(target.path("expr").asText()).as(title).isNotBlank();
        assertThat(target.path("instant").asBoolean())
            .as(title)
            .isEqualTo(!panel.path("type").asText().equals("timeseries"));
      }
    }
    assertThat(dashboard.charts())
        .extracting(panel -> panel.path("title").asText())
        .doesNotHaveDuplicates();
  }

  @Test
  void panelsHaveIdsAndPlacesOfTheirOwn() {
    assertThat(dashboard.panels())
        .extracting(panel -> panel.path("id").asInt())
        .doesNotHaveDuplicates()
        .allMatch(id -> id > 0);
    Set<String> taken = new TreeSet<>();
    for (JsonNode panel : dashboard.panels()) {
      JsonNode place = panel.path("gridPos");
      int right = place.path("x").asInt() + place.path("w").asInt();
      assertThat(place.path("w").asInt()).isPositive();
      assertThat(place.path("h").asInt()).isPositive();
      assertThat(right).isLessThanOrEqualTo(24);
      for (int x = place.path("x").asInt(); x < right; x++) {
        int bottom = place.path("y").asInt() + place.path("h").asInt();
        for (int y = place.path("y").asInt(); y < bottom; y++) {
          assertThat(taken.add(x + "/" + y)).as(panel.path("title").asText()).isTrue();
        }
      }
    }
  }

  @Test
  void theDataSourceIsAVariable() {
    JsonNode first = dashboard.variables().get(0);
    assertThat(first.path("name").asText()).isEqualTo("datasource");
    assertThat(first.path("type").asText()).isEqualTo("datasource");
    assertThat(first.path("query").asText()).isEqualTo("prometheus");
    List<JsonNode> sources = new ArrayList<>();
    dashboard.panels().forEach(panel -> sources.addAll(panel.findValues("datasource")));
    dashboard.variables().forEach(variable -> sources.addAll(variable.findValues("datasource")));
    assertThat(sources)
        .hasSizeGreaterThan(dashboard.charts().size())
        .allSatisfy(
            source -> {
              assertThat(source.path("type").asText()).isEqualTo("prometheus");
              assertThat(source.path("uid").asText()).isEqualTo("${datasource}");
            });
  }

  @Test
  void everyVariableIsThereAndUsed() {
    Set<String> there = new TreeSet<>();
    dashboard.variables().forEach(variable -> there.add(variable.path("name").asText()));
    Set<String> used = new TreeSet<>();
    Matcher matcher = VARIABLE.matcher(dashboard.root().toString());
    while (matcher.find()) {
      used.add(matcher.group(1));
    }
    used.remove("__all");
    assertThat(used).isEqualTo(there);
  }

  @Test
  void promtoolAcceptsTheQueries(@TempDir Path folder) throws Exception {
    StringBuilder rules = new StringBuilder("groups: [{name: dashboard, rules: [");
    int number = 0;
    for (String expression : dashboard.expressions().values()) {
      String quoted = VARIABLE.matcher(expression).replaceAll("any").replace("'", "''");
      rules.append("\n  {record: 'query_%d', expr: '%s'},".formatted(number++, quoted));
    }
    Path file = folder.resolve("queries.yml");
    Files.writeString(file, rules.append("\n]}]\n"));
    Promtool.accepts("check", "rules", file.toString());
  }
}
