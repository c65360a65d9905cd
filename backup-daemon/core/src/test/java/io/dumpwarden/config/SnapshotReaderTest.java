package io.dumpwarden.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SnapshotReaderTest {

  private final MemoryConfigRows rows = new MemoryConfigRows(SampleRows.working());
  private final SnapshotReader reader = new SnapshotReader(rows);

  @Test
  void rowsAreReadIntoValuesOnce() {
    assertThat(reader.get()).isSameAs(reader.get());
  }

  @Test
  void anEditIsSeenAtOnceEvenWhereNoVersionTellsOfIt() {
    ConfigSnapshot before = reader.get();
    Server server = before.servers().get(0);
    ConfigRow row = rows.find(ConfigKind.SERVER, server.name()).orElseThrow();
    Map<String, @Nullable String> fields = new HashMap<>(row.fields());
    fields.put("host", "other.example.com");
    rows.update(ConfigKind.SERVER, row.key(), row.version(), fields);

    assertThat(before.servers().get(0).host()).isNotEqualTo("other.example.com");
    assertThat(reader.get().servers().get(0).host()).isEqualTo("other.example.com");
  }
}
