package io.dumpwarden.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.app.EnvironmentVariable;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What docs/kubernetes.md shows is what the chart takes. */
class KubernetesPageTest {

  private static final Pattern YAML = Pattern.compile("(?s)```yaml\n(.*?)```");
  private static final Pattern FLAG = Pattern.compile("--set ([A-Za-z.]+)=(\\S+)");
  private static final Pattern QUOTED = Pattern.compile("`([a-z][A-Za-z]+\\.[a-z][A-Za-z.]+)`");

  private static String page() {
    return Checkout.text("docs/kubernetes.md");
  }

  static Stream<String> examples() {
    return YAML.matcher(page()).results().map(m -> m.group(1));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void everyExampleRenders(String values) {
    assertThat(Chart.manifests(values).kinds()).contains("StatefulSet");
  }

  @Test
  void flagsAreValues() {
    Matcher flags = FLAG.matcher(page());

    assertThat(flags.results()).isNotEmpty().allMatch(m -> known(m.group(1)));
  }

  @Test
  void valuesThatAreNamedAreThere() {
    List<String> named =
        QUOTED
            .matcher(page())
            .results()
            .map(m -> m.group(1))
            .filter(name -> !name.endsWith(".yaml") && !name.startsWith("kubernetes.io"))
            .toList();

    assertThat(named).isNotEmpty().allMatch(KubernetesPageTest::known);
  }

  @Test
  void variablesAreThoseOfTheDaemon() {
    List<String> known =
        Arrays.stream(EnvironmentVariable.values()).map(EnvironmentVariable::name).toList();

    assertThat(Pattern.compile("DUMPWARDEN_[A-Z_]+[A-Z]").matcher(page()).results())
        .allMatch(m -> m.group().startsWith("DUMPWARDEN_SECRET") || known.contains(m.group()));
  }

  private static boolean known(String path) {
    return !Yaml.one(Checkout.text(Chart.FOLDER + "/values.yaml"))
        .at("/" + path.replace('.', '/'))
        .isMissingNode();
  }
}
