package io.dumpwarden.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dumpwarden.config.Storage;
import io.dumpwarden.config.StorageType;
import io.dumpwarden.secret.SecretVault;
import io.dumpwarden.secret.StoredSecret;
import io.dumpwarden.storage.Secret;
import io.dumpwarden.storage.StorageException;
import io.dumpwarden.storage.StorageProvider;
import io.dumpwarden.storage.s3.PartBudget;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** No storage is asked anything. */
class ConfiguredStoragesTest {

  private String secretNow = "first-test-key";
  private Instant now = Instant.parse("2026-10-05T12:00:00Z");
  private final ConfiguredStorages storages =
      new ConfiguredStorages(new FileVault(), Path.of("unused"), () -> now, new PartBudget(0));

  @AfterEach
  void close() {
    storages.close();
  }

  @Test
  void aSecretThatIsChangedWhereItIsKeptIsReadAgain() {
    StorageProvider first = storages.open(bucket());
    assertThat(storages.open(bucket())).isSameAs(first);

    secretNow = "second-test-key";

    assertThat(storages.open(bucket())).isNotSameAs(first);
  }

  @Test
  void aProviderThatNobodyAsksForIsClosedAfterDays() {
    StorageProvider first = storages.open(bucket());
    secretNow = "second-test-key";
    StorageProvider second = storages.open(bucket());

    now = now.plus(Duration.ofHours(47));
    assertThat(storages.open(bucket())).isSameAs(second);
    assertThatThrownBy(first::check)
        .isInstanceOf(StorageException.class)
        .hasMessageNotContaining("closed");

    now = now.plus(Duration.ofHours(2));
    assertThat(storages.open(bucket())).isSameAs(second);
    assertThatThrownBy(first::check)
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("closed");
  }

  private Storage bucket() {
    return new Storage(
        "id",
        "offsite",
        StorageType.S3,
        Map.of("endpoint", "http://127.0.0.1:1", "bucket", "backups", "access_key", "test"),
        new StoredSecret("file:key"),
        true);
  }

  /** What a reference points at changes without the reference. */
  private final class FileVault implements SecretVault {
    @Override
    public StoredSecret seal(Secret secret) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Secret reveal(StoredSecret stored) {
      return Secret.of(secretNow);
    }

    @Override
    public boolean isClear(StoredSecret stored) {
      return false;
    }
  }
}
