package io.dumpwarden.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.app.DaemonConfig;
import io.dumpwarden.app.EnvironmentReader;
import io.dumpwarden.app.EnvironmentVariable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every variable that a deployment sets is one that the daemon reads, and it takes the value. */
class DeployedVariablesTest {

  @TempDir Path files;

  @ParameterizedTest
  @EnumSource
  void theDaemonTakesWhatTheChartSets(ChartCase chartCase) throws IOException {
    Map<String, String> variables = DeployedVariables.ofPod(Chart.manifests(chartCase));

    DaemonConfig config = EnvironmentReader.read(withFiles(variables));

    assertKnown(variables.keySet().stream().filter(name -> !name.equals("TZ")).toList());
    assertThat(config.dataDir()).hasToString("/data");
    assertThat(config.admin().listen().port()).isEqualTo(8080);
    assertThat(config.metrics().port()).isEqualTo(9464);
    assertThat(config.external().isPresent())
        .isEqualTo(variables.containsKey("DUMPWARDEN_METADATA_URL"));
  }

  @Test
  void theDaemonTakesWhatComposeSets() throws IOException {
    Map<String, String> variables = Compose.read().environment("dumpwarden");

    DaemonConfig config = EnvironmentReader.read(withFiles(variables));

    assertKnown(List.copyOf(variables.keySet()));
    assertThat(config.external()).isPresent();
  }

  @Test
  void imageUnitAndSettingsSetWhatTheDaemonReads() throws IOException {
    for (String name : List.of("Dockerfile", "deploy/systemd", "release/src/conf")) {
      assertKnown(DeployedVariables.assignedIn(textBelow(Checkout.file(name))));
    }
  }

  private static void assertKnown(List<String> names) {
    List<String> known =
        Arrays.stream(EnvironmentVariable.values())
            .flatMap(v -> Stream.of(v.name(), v.name() + "_FILE"))
            .toList();
    assertThat(names).filteredOn(name -> !name.startsWith("DUMPWARDEN_SECRET_")).isSubsetOf(known);
  }

  /** Files that are mounted there are made here. */
  private Map<String, String> withFiles(Map<String, String> variables) throws IOException {
    Map<String, String> here = new TreeMap<>(variables);
    for (Map.Entry<String, String> entry : here.entrySet()) {
      if (entry.getKey().endsWith("_FILE")) {
        Path file = files.resolve(entry.getKey());
        Files.writeString(file, "of the file\n");
        entry.setValue(file.toString());
      }
    }
    return here;
  }

  private static String textBelow(Path path) throws IOException {
    if (!Files.exists(path)) {
      return "";
    }
    StringBuilder text = new StringBuilder();
    try (Stream<Path> found = Files.walk(path)) {
      for (Path file : found.filter(Files::isRegularFile).toList()) {
        text.append(Files.readString(file)).append('\n');
      }
    }
    return text.toString();
  }
}
