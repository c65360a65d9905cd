package io.dumpwarden.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dumpwarden.storage.ObjectKey;
import io.dumpwarden.storage.StorageException;
import io.dumpwarden.storage.StorageWriter;
import io.dumpwarden.storage.memory.MemoryStorage;
import java.time.InstantSource;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ProvingWriterTest {

  private static final ObjectKey DUMP = ObjectKey.of("shop", "x.sql");
  private static final ObjectKey MANIFEST = ObjectKey.of("shop", "x.sql.meta.json");

  private final MemoryStorage storage = new MemoryStorage(InstantSource.system());

  @Test
  void aManifestCountsWhereItsDumpIsThere() {
    write(storage.open(DUMP, OptionalLong.empty()));

    write(proving(3));

    assertThat(storage.stat(MANIFEST)).isPresent();
  }

  @Test
  void aManifestWhoseDumpWasSweptMeanwhileDoesNotCount() {
    StorageWriter writer = proving(3);

    assertThatThrownBy(() -> write(writer))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("was gone");
  }

  @Test
  void noManifestForADumpOfAnotherSize() {
    write(storage.open(DUMP, OptionalLong.empty()));

    assertThatThrownBy(() -> write(proving(4))).isInstanceOf(StorageException.class);
  }

  private StorageWriter proving(long bytes) {
    return new ProvingWriter(storage.open(MANIFEST, OptionalLong.empty()), storage, DUMP, bytes);
  }

  private static void write(StorageWriter writer) {
    writer.write(new byte[] {1, 2, 3}, 0, 3);
    writer.commit();
  }
}
