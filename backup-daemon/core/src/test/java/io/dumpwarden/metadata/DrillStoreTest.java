package io.dumpwarden.metadata;

import static io.dumpwarden.metadata.TestRuns.FIRE;
import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.drill.Drill;
import io.dumpwarden.drill.DrillFilter;
import io.dumpwarden.drill.DrillResult;
import io.dumpwarden.drill.DrillStatus;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.node.Node;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@MetadataEngines
class DrillStoreTest {

  private final TestDatabase database;
  private final JdbiDrillStore drills;

  DrillStoreTest(TestEngine engine) {
    this.database = TestDatabase.migrated(engine);
    this.drills = new JdbiDrillStore(database.store());
  }

  @AfterEach
  void close() {
    database.closeStores();
  }

  @Test
  void aDrillIsKeptWithAllThatItFound() {
    Drill begun = TestDrills.begun("shop", "node", FIRE);
    drills.begin(begun);
    assertThat(drills.find(begun.id())).contains(begun);
    Drill ended = TestDrills.ended(begun, DrillStatus.FAILED, result());

    assertThat(drills.finish(ended)).isTrue();

    assertThat(drills.find(begun.id())).contains(ended);
    assertThat(drills.finish(TestDrills.ended(begun, DrillStatus.SUCCEEDED, result()))).isFalse();
    assertThat(drills.find(begun.id())).contains(ended);
    assertThat(drills.ofTag(begun.tag())).map(Drill::id).contains(begun.id());
    assertThat(drills.ofTag("ffffffff")).isEmpty();
  }

  @Test
  void aTrueEndBeatsAnInterruption() {
    Drill begun = TestDrills.begun("shop", "node", FIRE);
    drills.begin(begun);
    drills.finish(TestDrills.ended(begun, DrillStatus.INTERRUPTED, null));

    assertThat(drills.finish(TestDrills.ended(begun, DrillStatus.SUCCEEDED, result()))).isTrue();

    assertThat(drills.find(begun.id()).orElseThrow().status()).isEqualTo(DrillStatus.SUCCEEDED);
  }

  @Test
  void whatNobodyWorksAtIsAbandoned() {
    JdbiNodeRegistry nodes = new JdbiNodeRegistry(database.store());
    Node alive = TestRuns.node("alive");
    nodes.renew(alive, Duration.ofMinutes(5));
    Node silent = TestRuns.node("silent");
    nodes.renew(silent, Duration.ofSeconds(-30));
    Drill atWork = TestDrills.begun("a", alive.id(), FIRE);
    Drill ofSilent = TestDrills.begun("b", silent.id(), FIRE);
    Drill ofNobody = TestDrills.begun("c", TestRuns.id(), FIRE);
    List.of(atWork, ofSilent, ofNobody).forEach(drills::begin);

    assertThat(drills.abandoned(Duration.ofMinutes(1)))
        .extracting(Drill::id)
        .containsExactly(ofNobody.id());
    assertThat(drills.abandoned(Duration.ofSeconds(5)))
        .extracting(Drill::id)
        .containsExactly(ofSilent.id(), ofNobody.id());
  }

  @Test
  void listsGoBackInTimePageByPage() {
    Drill first = good("a", FIRE);
    Drill second = good("b", FIRE.plusSeconds(60));
    Drill third = TestDrills.begun("a", "node", FIRE.plusSeconds(120));
    drills.begin(third);

    assertThat(drills.list(DrillFilter.latest(2)))
        .extracting(Drill::id)
        .containsExactly(third.id(), second.id());
    assertThat(drills.list(filter(null, null, second.id())))
        .extracting(Drill::id)
        .containsExactly(first.id());
    assertThat(drills.list(filter(FIRE.plusSeconds(60), FIRE.plusSeconds(120), null)))
        .extracting(Drill::id)
        .containsExactly(second.id());
    assertThat(drills.newest())
        .extracting(Drill::id)
        .containsExactlyInAnyOrder(third.id(), second.id());
    assertThat(drills.newestGood())
        .extracting(Drill::id)
        .containsExactlyInAnyOrder(first.id(), second.id());
    assertThat(drills.newestEnded())
        .as("what was begun since has no end yet")
        .extracting(Drill::id)
        .containsExactlyInAnyOrder(first.id(), second.id());
  }

  private Drill good(String scope, Instant at) {
    Drill begun = TestDrills.begun(scope, "node", at);
    drills.begin(begun);
    drills.finish(TestDrills.ended(begun, DrillStatus.SUCCEEDED, result()));
    return begun;
  }

  private static DrillFilter filter(Instant from, Instant to, String before) {
    return new DrillFilter("s1", null, null, from, to, before, 10);
  }

  private static DrillResult result() {
    return new DrillResult(
        "embedded MariaDB 11.4.5",
        1,
        2,
        3,
        4,
        List.of(
            new DrillResult.TableProof("größe", "t", 5L, 5L, "OK"),
            new DrillResult.TableProof("größe", "gone", null, null, null)),
        List.of(new DrillResult.AssertionProof("(SELECT 1) <> 0", "1", true, null)),
        List.of("a problem"),
        List.of("unproven"),
        List.of("a note"));
  }
}
