package io.dumpwarden.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.access.Role;
import io.dumpwarden.access.RowChanges;
import io.dumpwarden.admin.desk.RunDesk;
import io.dumpwarden.admin.route.Caller;
import io.dumpwarden.app.Platform;
import io.dumpwarden.app.desk.DaemonRuns;
import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.config.ConfigRow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Twenty-two names of one server. */
class AskedWorkTest {

  private static final Caller ANN =
      new Caller("ann", Role.ADMIN, "api", "192.0.2.7", null, "", false);
  private static final int SERVERS = 22;

  private static final Platform PLATFORM = Cli.shared().platform();

  @BeforeAll
  static void configure() throws Exception {
    BackupSource.make();
    ConfigRow real = PLATFORM.rows().find(ConfigKind.SERVER, "bc").orElseThrow();
    for (int i = 0; i < SERVERS; i++) {
      Map<String, String> fields = new LinkedHashMap<>();
      for (String field : List.of("flavor", "host", "port", "username")) {
        fields.put(field, real.fields().get(field));
      }
      fields.put("name", "asked-" + i);
      fields.put("password", "test-password");
      add(ConfigKind.SERVER, fields);
    }
    add(
        ConfigKind.SCHEDULE,
        Map.of("name", "asked", "cron", "0 3 * * *", "servers", "asked-*", "enabled", "0"));
    add(
        ConfigKind.RETENTION_RULE,
        Map.of("schedule", "asked", "storage", "bc-disk", "keep_for", "30d"));
  }

  private static void add(ConfigKind kind, Map<String, String> fields) {
    PLATFORM.editor().add(kind, RowChanges.of(new LinkedHashMap<>(fields)), ANN.actor());
  }

  @AfterAll
  static void remove() {
    PLATFORM.editor().remove(ConfigKind.RETENTION_RULE, "asked/bc-disk", ANN.actor());
    PLATFORM.editor().remove(ConfigKind.SCHEDULE, "asked", ANN.actor());
    for (int i = 0; i < SERVERS; i++) {
      PLATFORM.editor().remove(ConfigKind.SERVER, "asked-" + i, ANN.actor());
    }
  }

  @Test
  void aPreviewLooksAtTheFirstServersAndCountsTheOthers() {
    DaemonRuns desk = new DaemonRuns(PLATFORM);

    RunDesk.Preview all = desk.preview("asked", null);
    assertThat(all.plans()).hasSize(20);
    assertThat(all.more()).isEqualTo(2);

    RunDesk.Preview one = desk.preview("asked", "asked-3");
    assertThat(one.plans())
        .singleElement()
        .satisfies(p -> assertThat(p.server()).isEqualTo("asked-3"));
    assertThat(one.more()).isZero();
  }
}
