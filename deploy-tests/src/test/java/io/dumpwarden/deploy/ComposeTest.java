package io.dumpwarden.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** No Docker engine is needed: the compose file holds together as far as reading it can tell. */
class ComposeTest {

  /** Fields of the Compose specification that are used. */
  private static final Set<String> SERVICE_FIELDS =
      Set.of(
          "build",
          "cap_drop",
          "command",
          "depends_on",
          "entrypoint",
          "environment",
          "healthcheck",
          "image",
          "mem_limit",
          "ports",
          "read_only",
          "restart",
          "secrets",
          "security_opt",
          "stop_grace_period",
          "tmpfs",
          "volumes");

  private final Compose compose = Compose.read();

  @Test
  void fieldsAreThoseOfTheSpecification() {
    assertThat(Compose.names(compose.tree()))
        .containsExactlyInAnyOrder("name", "services", "secrets", "volumes");
    for (String service : compose.services()) {
      assertThat(Compose.names(compose.service(service))).as(service).isSubsetOf(SERVICE_FIELDS);
      assertThat(Compose.names(compose.service(service).path("healthcheck")))
          .isSubsetOf("test", "interval", "timeout", "retries", "start_period");
    }
  }

  @Test
  void whatAServiceNamesIsThere() {
    Set<String> used = new HashSet<>();
    for (String service : compose.services()) {
      List<String> volumes =
          compose.texts(service, "volumes").stream().map(v -> v.split(":")[0]).toList();
      assertThat(volumes).isSubsetOf(compose.defined("volumes"));
      assertThat(compose.texts(service, "secrets")).isSubsetOf(compose.defined("secrets"));
      used.addAll(volumes);
      used.addAll(compose.texts(service, "secrets"));
    }

    assertThat(used)
        .containsAll(compose.defined("volumes"))
        .containsAll(compose.defined("secrets"));
  }

  @Test
  void whoIsWaitedForCanSayThatItIsReady() {
    for (String service : compose.services()) {
      for (Map.Entry<String, JsonNode> other :
          compose.service(service).path("depends_on").properties()) {
        assertThat(compose.services()).contains(other.getKey());
        switch (other.getValue().path("condition").asText()) {
          case "service_healthy" ->
              assertThat(compose.service(other.getKey()).has("healthcheck")).isTrue();
          case "service_completed_successfully" ->
              assertThat(compose.service(other.getKey()).has("restart")).isFalse();
          default -> throw new AssertionError("a condition for " + other.getKey());
        }
      }
    }
  }

  @Test
  void secretsAreFilesAndNothingElse() {
    for (String service : compose.services()) {
      compose
          .environment(service)
          .forEach(
              (name, value) -> {
                if (name.contains("PASSWORD") && !name.contains("RANDOM") || name.contains("KEY")) {
                  assertThat(name).endsWith("_FILE");
                  assertThat(value).startsWith("/run/secrets/");
                }
                if (value.startsWith("/run/secrets/")) {
                  assertThat(compose.texts(service, "secrets"))
                      .contains(value.substring("/run/secrets/".length()));
                }
              });
    }
    compose
        .tree()
        .path("secrets")
        .forEach(secret -> assertThat(secret.path("file").asText()).startsWith("./secrets/"));
    assertThat(Checkout.text("deploy/compose/.gitignore")).contains("secrets/");
  }

  @Test
  void theReadmeMakesEverySecret() {
    String readme = Checkout.text("deploy/compose/README.md");

    compose
        .tree()
        .path("secrets")
        .forEach(
            secret ->
                assertThat(readme).contains("> " + secret.path("file").asText().substring(2)));
  }

  @Test
  void theDaemonHasNoMoreThanItNeeds() {
    JsonNode daemon = compose.service("dumpwarden");

    assertThat(daemon.path("read_only").asBoolean()).isTrue();
    assertThat(compose.texts("dumpwarden", "cap_drop")).containsExactly("ALL");
    assertThat(compose.texts("dumpwarden", "security_opt"))
        .containsExactly("no-new-privileges:true");
    for (String service : compose.services()) {
      assertThat(compose.texts(service, "ports")).allMatch(port -> port.startsWith("127.0.0.1:"));
    }
  }

  @Test
  void imagesHaveVersions() {
    for (String service : compose.services()) {
      String image = compose.service(service).path("image").asText();
      if (!compose.service(service).has("build")) {
        assertThat(image).matches("[a-z/]+:[0-9]+\\.[0-9.]+");
      }
    }
  }
}
