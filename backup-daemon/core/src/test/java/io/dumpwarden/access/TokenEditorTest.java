package io.dumpwarden.access;

import static io.dumpwarden.access.AccessScene.ROOT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dumpwarden.access.TokenEditor.Created;
import io.dumpwarden.access.TokenEditor.NewToken;
import io.dumpwarden.config.Problem;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.metadata.MetadataEngines;
import io.dumpwarden.storage.Secret;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@MetadataEngines
class TokenEditorTest {

  private final AccessScene scene;

  TokenEditorTest(TestEngine engine) {
    this.scene = new AccessScene(engine);
  }

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void aTokenProvesItselfUntilItIsRevoked() {
    Created made = make("grafana", "viewer", null);

    assertThat(scene.tokens.prove(made.text())).contains(made.token());
    assertThat(scene.tokens.prove(Secret.of(made.text().reveal() + "x"))).isEmpty();
    assertThat(scene.store.tokens().ofDigest(made.text().reveal())).isEmpty();
    scene.tokens.revoke("grafana", ROOT);
    assertThat(scene.tokens.prove(made.text())).isEmpty();
    assertThat(scene.audited(2)).containsExactly("remove grafana", "add grafana");
    assertThat(scene.store.audit().latest(9).toString()).doesNotContain(made.text().reveal());
  }

  @Test
  void aTokenEndsByItself() {
    Created made = make("job", "operator", scene.clock.instant().plusSeconds(60));
    scene.clock.pass(Duration.ofSeconds(59));
    assertThat(scene.tokens.prove(made.text())).isPresent();
    scene.clock.pass(Duration.ofSeconds(1));
    assertThat(scene.tokens.prove(made.text())).isEmpty();
  }

  @Test
  void itsUseIsNotedSeldom() {
    Created made = make("job", "viewer", null);
    Instant first = scene.clock.instant();
    scene.tokens.prove(made.text());
    scene.clock.pass(Duration.ofSeconds(50));
    scene.tokens.prove(made.text());
    assertThat(scene.tokens.get("job").lastUsedAt()).isEqualTo(first);
    scene.clock.pass(Duration.ofSeconds(50));
    scene.tokens.prove(made.text());
    assertThat(scene.tokens.get("job").lastUsedAt()).isEqualTo(first.plusSeconds(100));
  }

  @Test
  void nobodyMakesOneThatMayMoreThanThemselves() {
    NewToken wanted = new NewToken("a b", "admin", scene.clock.instant());

    assertThatThrownBy(() -> scene.tokens.create(wanted, Role.OPERATOR, ROOT))
        .isInstanceOfSatisfying(
            InvalidFieldsException.class,
            e ->
                assertThat(e.problems())
                    .extracting(Problem::field)
                    .containsExactly("name", "role", "expiresAt"));
    assertThat(scene.tokens.list(null, 9)).isEmpty();
  }

  private Created make(String name, String role, @Nullable Instant end) {
    return scene.tokens.create(new NewToken(name, role, end), Role.ADMIN, ROOT);
  }
}
