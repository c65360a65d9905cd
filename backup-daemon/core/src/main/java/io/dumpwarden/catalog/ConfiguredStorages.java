package io.dumpwarden.catalog;

import io.dumpwarden.config.Sizes;
import io.dumpwarden.config.Storage;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.secret.SecretVault;
import io.dumpwarden.secret.StoredSecret;
import io.dumpwarden.storage.Secret;
import io.dumpwarden.storage.StorageProvider;
import io.dumpwarden.storage.local.LocalSettings;
import io.dumpwarden.storage.local.LocalStorage;
import io.dumpwarden.storage.s3.PartBudget;
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
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Storages as their rows say. A provider is made once for each content of a row and of its secret,
 * and kept until nobody asked for it for days.
 */
public final class ConfiguredStorages implements StorageOpener, AutoCloseable {

  /** What the parts of one upload may take of the heap. */
  private static final long PART_MEMORY = 48L << 20;

  /** Longer than a run takes: one that is under way must not lose its storage. */
  private static final Duration IDLE = Duration.ofDays(2);

  /** A row, and what its secret, or what that refers to, was. */
  private record Content(Storage row, @Nullable Secret secret) {}

  private record Opened(StorageProvider provider, Instant askedAt) {}

  private static final Backoff RETRIES =
      new Backoff(3, Duration.ofMillis(200), Duration.ofSeconds(2));

  private final SecretVault vault;
  private final Path spoolFolder;
  private final InstantSource clock;
  private final PartBudget parts;
  private final Map<Content, Opened> open = new HashMap<>();

  /**
   * @param spoolFolder for parts of uploads that are larger than the memory allowed
   */
  public ConfiguredStorages(SecretVault vault, Path spoolFolder, InstantSource clock) {
    // 96 MiB of the default of 256: two uploads in memory, more through files
    this(vault, spoolFolder, clock, new PartBudget(Runtime.getRuntime().maxMemory() / 8 * 3));
  }

  ConfiguredStorages(SecretVault vault, Path spoolFolder, InstantSource clock, PartBudget parts) {
    this.vault = vault;
    this.spoolFolder = spoolFolder;
    this.clock = clock;
    this.parts = parts;
  }

  @Override
  public synchronized StorageProvider open(Storage storage) {
    Content content = content(storage);
    Opened known = open.get(content);
    StorageProvider provider = known == null ? provider(content) : known.provider();
    open.put(content, new Opened(provider, clock.instant()));
    closeIdle();
    return provider;
  }

  /** A file or variable that a row refers to changes without the row. */
  private Content content(Storage storage) {
    StoredSecret secret = storage.secretKey();
    return new Content(storage, secret == null ? null : vault.reveal(secret));
  }

  private void closeIdle() {
    Instant before = clock.instant().minus(IDLE);
    open.values().removeIf(opened -> opened.askedAt().isBefore(before) && closed(opened));
  }

  private static boolean closed(Opened idle) {
    idle.provider().close();
    return true;
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

  private StorageProvider provider(Content content) {
    Storage storage = content.row();
    try {
      return switch (storage.type()) {
        case LOCAL ->
            new RetryingStorage(new LocalStorage(local(storage), clock), RETRIES, Pause.sleeping());
        // tries again by itself
        case S3 -> new S3Storage(s3(content), clock, parts);
      };
    } catch (IllegalArgumentException e) {
      throw new DumpwardenException(
          ErrorCode.CONFIG_INVALID, "storage %s: %s".formatted(storage.name(), e.getMessage()), e);
    }
  }

  private static LocalSettings local(Storage storage) {
    return OutputFolder.is(storage)
        ? LocalSettings.unmarked(path(storage))
        : new LocalSettings(path(storage), storage.id());
  }

  private static Path path(Storage storage) {
    return Path.of(storage.setting("path").orElseThrow());
  }

  private S3Settings s3(Content content) {
    Storage storage = content.row();
    S3Target target =
        new S3Target(
            storage.setting("endpoint").map(URI::create).orElse(null),
            storage.setting("region").orElse("us-east-1"),
            storage.setting("bucket").orElseThrow(),
            storage.setting("prefix").orElse(""),
            storage.setting("path_style").map(Boolean::parseBoolean).orElse(false));
    return S3Settings.of(target, spoolFolder)
        .withAccess(access(content))
        .withPolicy(policy(storage))
        .withTransfer(
            S3Transfer.of(spoolFolder).withMemoryBytes(PART_MEMORY).withParts(parts(storage)));
  }

  private static S3Access access(Content content) {
    Storage storage = content.row();
    Secret secret = content.secret();
    S3Access access =
        secret == null
            ? S3Access.ofDefaultChain()
            : S3Access.ofKeys(storage.setting("access_key").orElseThrow(), secret);
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
        storage.setting("storage_class").orElse(null),
        lock(storage).orElse(null));
  }

  private static Optional<S3Policy.Lock> lock(Storage storage) {
    Optional<S3Policy.Lock.Mode> mode =
        switch (storage.setting("object_lock_mode").orElse("none").toLowerCase(Locale.ROOT)) {
          case "governance" -> Optional.of(S3Policy.Lock.Mode.GOVERNANCE);
          case "compliance" -> Optional.of(S3Policy.Lock.Mode.COMPLIANCE);
          default -> Optional.empty();
        };
    int days = storage.setting("object_lock_days").map(Integer::parseInt).orElse(1);
    return mode.map(m -> new S3Policy.Lock(m, days));
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
    open.values().forEach(opened -> opened.provider().close());
    open.clear();
  }
}
