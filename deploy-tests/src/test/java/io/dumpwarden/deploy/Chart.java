package io.dumpwarden.deploy;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The chart, as Helm's own engine lints and renders it; no cluster is asked. */
final class Chart {

  static final String FOLDER = "deploy/helm/dumpwarden";

  /** The oldest that the chart takes. */
  private static final String KUBERNETES = "1.27.0";

  private static final Map<String, String> RENDERED = new ConcurrentHashMap<>();

  private Chart() {}

  static LintResult lint() {
    return helm().lint().strict().call();
  }

  static Manifests manifests(String values) {
    return Manifests.read(render(values, "backups"));
  }

  static Manifests manifests(ChartCase chartCase) {
    return manifests(chartCase.yaml());
  }

  /**
   * @param values YAML, over those of values.yaml
   * @throws IllegalStateException what Helm says where it does not render
   */
  static String render(String values, String namespace) {
    return RENDERED.computeIfAbsent(
        namespace + '\n' + values, key -> renderAnew(values, namespace));
  }

  /** What Helm tells whoever installs it. */
  static String notes(String values) {
    String output =
        withFile(
            values,
            file ->
                helm()
                    .install()
                    .withName("dumpwarden")
                    .withNamespace("backups")
                    .withKubeVersion(KUBERNETES)
                    .withValuesFile(file)
                    .clientOnly()
                    .dryRun()
                    .call()
                    .getOutput());
    return output.substring(output.indexOf("NOTES:"));
  }

  private static String renderAnew(String values, String namespace) {
    return withFile(
        values,
        file ->
            helm()
                .template()
                .withName("dumpwarden")
                .withNamespace(namespace)
                .withKubeVersion(KUBERNETES)
                .withValuesFile(file)
                .call());
  }

  private static String withFile(String values, Function<Path, String> work) {
    try {
      Path file = Files.createTempFile("values", ".yaml");
      try {
        Files.writeString(file, values);
        return work.apply(file);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Helm helm() {
    return new Helm(Checkout.file(FOLDER));
  }
}
