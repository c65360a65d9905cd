package io.dumpwarden.deploy;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.StatefulSetSpec;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Every name in the objects by which one means another, with what there is of that kind. */
final class ObjectLinks {

  /**
   * @param named what is meant
   * @param there what there is
   */
  record Link(String what, String named, List<String> there) {}

  private final Manifests manifests;
  private final StatefulSetSpec nodes;
  private final Container container;
  private final List<Link> links = new ArrayList<>();

  ObjectLinks(Manifests manifests) {
    this.manifests = manifests;
    this.nodes = manifests.nodes().getSpec();
    this.container = manifests.container();
  }

  List<Link> all() {
    add("serviceName", nodes.getServiceName(), serviceNames());
    volumes();
    ports();
    selectors();
    ingress();
    monitor();
    return links;
  }

  private void volumes() {
    List<String> there =
        Stream.concat(
                manifests.pod().getVolumes().stream().map(Volume::getName),
                nodes.getVolumeClaimTemplates().stream()
                    .map(PersistentVolumeClaim::getMetadata)
                    .map(m -> m.getName()))
            .toList();
    for (VolumeMount mount : container.getVolumeMounts()) {
      add("volumeMounts", mount.getName(), there);
    }
  }

  private void ports() {
    for (Probe probe :
        List.of(
            container.getStartupProbe(),
            container.getLivenessProbe(),
            container.getReadinessProbe())) {
      add("probe", probe.getHttpGet().getPort().getStrVal(), portNames());
    }
    for (Service service : manifests.all(Service.class)) {
      for (ServicePort port : service.getSpec().getPorts()) {
        add("targetPort", port.getTargetPort().getStrVal(), portNames());
      }
    }
    manifests.all(NetworkPolicy.class).stream()
        .flatMap(policy -> policy.getSpec().getIngress().stream())
        .flatMap(rule -> rule.getPorts().stream())
        .forEach(port -> add("policy's port", port.getPort().getStrVal(), portNames()));
  }

  private void selectors() {
    selects("StatefulSet", nodes.getSelector().getMatchLabels());
    for (Service service : manifests.all(Service.class)) {
      selects("Service", service.getSpec().getSelector());
    }
    for (NetworkPolicy policy : manifests.all(NetworkPolicy.class)) {
      selects("NetworkPolicy", policy.getSpec().getPodSelector().getMatchLabels());
    }
    for (PodDisruptionBudget budget : manifests.all(PodDisruptionBudget.class)) {
      selects("PodDisruptionBudget", budget.getSpec().getSelector().getMatchLabels());
    }
  }

  private void ingress() {
    manifests.all(Ingress.class).stream()
        .flatMap(ingress -> ingress.getSpec().getRules().stream())
        .flatMap(rule -> rule.getHttp().getPaths().stream())
        .map(path -> path.getBackend().getService())
        .forEach(
            backend -> {
              add("backend", backend.getName(), serviceNames());
              add("backend's port", backend.getPort().getName(), portsOf(backend.getName()));
            });
  }

  private void monitor() {
    for (ServiceMonitor monitor : manifests.all(ServiceMonitor.class)) {
      List<Service> meant =
          manifests.all(Service.class).stream()
              .filter(
                  service ->
                      service
                          .getMetadata()
                          .getLabels()
                          .entrySet()
                          .containsAll(monitor.getSpec().getSelector().getMatchLabels().entrySet()))
              .toList();
      // two would have every node scraped twice
      add("services of the monitor", String.valueOf(meant.size()), List.of("1"));
      monitor
          .getSpec()
          .getEndpoints()
          .forEach(
              e -> add("endpoint", e.getPort(), portsOf(meant.get(0).getMetadata().getName())));
    }
  }

  private void selects(String what, Map<String, String> selector) {
    List<String> labels =
        nodes.getTemplate().getMetadata().getLabels().entrySet().stream()
            .map(Object::toString)
            .toList();
    selector.entrySet().forEach(label -> add(what + "'s selector", label.toString(), labels));
  }

  private List<String> portNames() {
    return container.getPorts().stream().map(ContainerPort::getName).toList();
  }

  private List<String> serviceNames() {
    return manifests.all(Service.class).stream().map(s -> s.getMetadata().getName()).toList();
  }

  private List<String> portsOf(String service) {
    return manifests.all(Service.class).stream()
        .filter(s -> s.getMetadata().getName().equals(service))
        .flatMap(s -> s.getSpec().getPorts().stream())
        .map(ServicePort::getName)
        .toList();
  }

  private void add(String what, String named, List<String> there) {
    links.add(new Link(what, named, there));
  }
}
