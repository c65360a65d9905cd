package io.dumpwarden.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code -Dkubernetes.write=true} writes the files instead of comparing them. */
class PlainManifestsTest {

  /** Written by hand: a namespace is no part of a release. It is applied first, by its name. */
  private static final String NAMESPACE_FILE = "00-namespace.yaml";

  @Test
  void theFilesAreWhatTheChartRenders() throws IOException {
    Map<String, String> rendered = PlainManifests.render();
    if (Boolean.getBoolean("kubernetes.write")) {
      write(rendered);
    }

    List<String> expected = new ArrayList<>(rendered.keySet());
    expected.add(NAMESPACE_FILE);
    assertThat(names()).containsExactlyInAnyOrderElementsOf(expected);
    rendered.forEach(
        (name, text) ->
            assertThat(Checkout.text(PlainManifests.FOLDER + "/" + name))
                .as("%s; -Dkubernetes.write=true writes it anew", name)
                .isEqualTo(text));
  }

  @Test
  void everyObjectIsInANamespaceThatHoldsPodsToTheRestrictedProfile() throws IOException {
    StringBuilder all = new StringBuilder();
    for (String name : names()) {
      all.append("---\n").append(Checkout.text(PlainManifests.FOLDER + "/" + name));
    }
    Manifests manifests = Manifests.read(all.toString());

    Namespace namespace = manifests.one(Namespace.class);
    assertThat(namespace.getMetadata().getName()).isEqualTo(PlainManifests.NAMESPACE);
    assertThat(namespace.getMetadata().getLabels())
        .containsEntry("pod-security.kubernetes.io/enforce", "restricted");
    for (HasMetadata object : manifests.objects()) {
      if (object != namespace) {
        assertThat(object.getMetadata().getNamespace()).isEqualTo(PlainManifests.NAMESPACE);
      }
    }
  }

  private static void write(Map<String, String> rendered) throws IOException {
    for (String name : names()) {
      if (!name.equals(NAMESPACE_FILE)) {
        Files.delete(Checkout.file(PlainManifests.FOLDER).resolve(name));
      }
    }
    for (Map.Entry<String, String> file : rendered.entrySet()) {
      Files.writeString(
          Checkout.file(PlainManifests.FOLDER).resolve(file.getKey()), file.getValue());
    }
  }

  private static List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(Checkout.file(PlainManifests.FOLDER))) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
