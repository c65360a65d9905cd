package io.dumpwarden.catalog;

import io.dumpwarden.config.Sizes;
import io.dumpwarden.config.Storage;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.secret.SecretVault;
import io.dumpwarden.storage.StorageProvider;
import io.dumpwarden.storage.local.LocalSettings;
import io.dumpwarden.storage.local.LocalStorage;
import io.dumpwarden.storage.s3.PartLimits;
import io.dumpwarden.storage.s3.S3Access;
import io.dumpwarden.storage.s3.S3Policy;
import io.dumpwarden.storage.s3.S3Settings;
import io.dumpwarden.storage.s3.S3Storage;
import io.dumpwarden.storage.s3.S3Target;
import io.dumpwarden.storage.s3.S3Transfer;
import io.dumpwarden.storage.wrap.Backoff;
import io.dumpwarden.storage.wrap.Pause;
import io.dumpwarden.storage.wrap.RetryingStorage;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** Storages as their rows say. A provider is made once for each content of a row, and kept. */
public final class ConfiguredStorages implements StorageOpener, AutoCloseable {

  /**
   * What the parts of one upload may take of the heap: two uploads at a time fit the default of 256
   * MB.
   */
  private static final long PART_MEMORY = 48L << 20;

  private static final Backoff RETRIES =
      new Backoff(3, Duration.ofMillis(200), Duration.ofSeconds(2));

  private final SecretVault vault;
  private final Path spoolFolder;
  private final InstantSource clock;
  private final Map<Storage, StorageProvider> open = new HashMap<>();

  /**
   * @param spoolFolder for parts of uploads that are larger than the memory allowed
   */
  public ConfiguredStorages(SecretVault vault, Path spoolFolder, InstantSource clock) {
    this.vault = vault;
    this.spoolFolder = spoolFolder;
    this.clock = clock;
  }

  @Override
  public synchronized StorageProvider open(Storage storage) {
    return open.computeIfAbsent(storage, this::provider);
  }

  /**
   * Makes a local storage's folder and marker, for a storage that is new; S3 buckets are not made.
   *
   * @throws io.dumpwarden.storage.StorageException where the folder belongs to another storage
   */
  public void initialise(Storage storage) {
    switch (storage.type()) {
      case LOCAL -> LocalStorage.initialise(path(storage), storage.id());
      case S3 -> {}
    }
  }

  private StorageProvider provider(Storage storage) {
    try {
      StorageProvider provider =
          switch (storage.type()) {
            case LOCAL -> new LocalStorage(new LocalSettings(path(storage), storage.id()), clock);
            case S3 -> new S3Storage(s3(storage), clock);
          };
      return new RetryingStorage(provider, RETRIES, Pause.sleeping());
    } catch (IllegalArgumentException e) {
      throw new DumpwardenException(
          ErrorCode.CONFIG_INVALID, "storage %s: %s".formatted(storage.name(), e.getMessage()), e);
    }
  }

  private static Path path(Storage storage) {
    return Path.of(storage.setting("path").orElseThrow());
  }

  private S3Settings s3(Storage storage) {
    S3Target target =
        new S3Target(
            storage.setting("endpoint").map(URI::create).orElse(null),
            storage.setting("region").orElse("us-east-1"),
            storage.setting("bucket").orElseThrow(),
            storage.setting("prefix").orElse(""),
            storage.setting("path_style").map(Boolean::parseBoolean).orElse(false));
    return S3Settings.of(target, spoolFolder)
        .withAccess(access(storage))
        .withPolicy(policy(storage))
        .withTransfer(
            S3Transfer.of(spoolFolder).withMemoryBytes(PART_MEMORY).withParts(parts(storage)));
  }

  private S3Access access(Storage storage) {
    S3Access access =
        storage.secretKey() == null
            ? S3Access.ofDefaultChain()
            : S3Access.ofKeys(
                storage.setting("access_key").orElseThrow(), vault.reveal(storage.secretKey()));
    return storage.setting("ca_file").map(Path::of).map(access::trusting).orElse(access);
  }

  private static S3Policy policy(Storage storage) {
    S3Policy.Encryption encryption =
        switch (storage.setting("sse").orElse("none")) {
          case "s3" -> S3Policy.Encryption.AES256;
          case "kms" -> S3Policy.Encryption.KMS;
          default -> S3Policy.Encryption.NONE;
        };
    return new S3Policy(
        encryption,
        storage.setting("kms_key_id").orElse(null),
        storage.setting("storage_class").orElse(null));
  }

  private static PartLimits parts(Storage storage) {
    PartLimits amazon = PartLimits.AMAZON;
    return new PartLimits(
        storage.setting("part_size").map(Sizes::parse).orElse(amazon.partBytes()),
        storage.setting("max_parts").map(Integer::parseInt).orElse(amazon.maxParts()),
        amazon.maxObjectBytes());
  }

  @Override
  public synchronized void close() {
    open.values().forEach(StorageProvider::close);
    open.clear();
  }
}
