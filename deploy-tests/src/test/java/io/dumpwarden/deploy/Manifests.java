package io.dumpwarden.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.List;
import java.util.Optional;

/** Objects of Kubernetes, each read strictly. */
record Manifests(List<HasMetadata> objects) {

  static Manifests read(String yaml) {
    return new Manifests(Yaml.all(yaml).stream().map(StrictModel::read).toList());
  }

  <T extends HasMetadata> List<T> all(Class<T> kind) {
    return objects.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  <T extends HasMetadata> T one(Class<T> kind) {
    assertThat(all(kind)).as(kind.getSimpleName()).hasSize(1);
    return all(kind).get(0);
  }

  List<String> kinds() {
    return objects.stream().map(HasMetadata::getKind).sorted().toList();
  }

  StatefulSet nodes() {
    return one(StatefulSet.class);
  }

  PodSpec pod() {
    return nodes().getSpec().getTemplate().getSpec();
  }

  Container container() {
    assertThat(pod().getContainers()).hasSize(1);
    return pod().getContainers().get(0);
  }

  /** The value that a variable is set to; empty where it is not, or comes from elsewhere. */
  Optional<String> variable(String name) {
    return container().getEnv().stream()
        .filter(v -> v.getName().equals(name))
        .map(EnvVar::getValue)
        .findFirst();
  }
}
