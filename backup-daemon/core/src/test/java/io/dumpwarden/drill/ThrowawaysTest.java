package io.dumpwarden.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.SampleRows;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThrowawaysTest {

  @Test
  void aScratchServerThatIsGoneLeavesTheEmbeddedMariaDbToMariaDb() {
    ConfigSnapshot config =
        ConfigSnapshot.of(List.of(SampleRows.setting("scratch_server", "gone")));
    Throwaways throwaways =
        new Throwaways(() -> config, (drill, subject) -> fail("started"), null, null);
    DrillRequest request = new DrillRequest("backup", List.of(), null, false, "test");

    assertThat(throwaways.choose(request, DrillSubjectTest.subject(List.of())).name())
        .isEqualTo(Drill.EMBEDDED);
  }
}
