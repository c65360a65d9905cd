package io.dumpwarden.storage.s3;

import io.dumpwarden.storage.ObjectKey;
import io.dumpwarden.storage.PendingWrite;
import io.dumpwarden.storage.StorageException;
import io.dumpwarden.storage.StorageException.Kind;
import io.dumpwarden.storage.StorageProvider;
import io.dumpwarden.storage.StorageWriter;
import io.dumpwarden.storage.StoredObject;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;

/**
 * A bucket of Amazon's S3 or a service like it. Objects are multipart uploads, several parts under
 * way at once in bounded memory, each with its checksum and retried by itself; an upload is
 * completed only at the commit, and the object's size then compared. The service's own clock gives
 * times where it tells them.
 */
public final class S3Storage implements StorageProvider {

  private static final Logger log = LoggerFactory.getLogger(S3Storage.class);
  private static final int OUT_OF_RANGE = 416;
  private static final int CLOSE_SECONDS = 3;

  private final S3Bucket bucket;
  private final InstantSource clock;
  private final PartBudget budget;
  private final ExecutorService executor;
  private final Set<S3Writer> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /**
   * Makes no request yet; {@link #check} tells whether the bucket is there.
   *
   * @throws StorageException of kind {@code INVALID} where the CA file cannot be read
   */
  public S3Storage(S3Settings settings, InstantSource clock) {
    this(settings, clock, new PartBudget(Long.MAX_VALUE));
  }

  /**
   * As the other one.
   *
   * @param budget what all storages' uploads share, beside what the settings allow each
   */
  public S3Storage(S3Settings settings, InstantSource clock, PartBudget budget) {
    this.bucket = new S3Bucket(S3Clients.of(settings), settings);
    this.clock = clock;
    this.budget = budget;
    this.executor = Executors.newCachedThreadPool(threads(settings.target().bucket()));
  }

  @Override
  public String location() {
    return bucket.target().location();
  }

  @Override
  public StorageWriter open(ObjectKey key, OptionalLong expectedBytes) {
    requireNotClosed();
    PartSizes sizes = PartSizes.plan(bucket.settings().transfer().parts(), expectedBytes);
    CreateMultipartUploadResponse begun = bucket.beginUpload(key, clock.instant());
    PendingWrite pending = new PendingWrite(key, begun.uploadId(), startedAt(begun));
    long memory = budget.take(bucket.settings().transfer().memoryBytes(), sizes.bytes(1));
    PartUploads uploads = new PartUploads(bucket, pending, executor, memory);
    S3Writer writer = new S3Writer(bucket, pending, sizes, uploads, w -> ended(w, memory));
    open.add(writer);
    return writer;
  }

  private void ended(S3Writer writer, long memory) {
    open.remove(writer);
    budget.give(memory);
  }

  @Override
  public Optional<StoredObject> stat(ObjectKey key) {
    requireNotClosed();
    return bucket.head(key);
  }

  @Override
  public InputStream read(ObjectKey key, long offset) {
    return get(key, offset, offset == 0 ? null : "bytes=" + offset + "-");
  }

  @Override
  public InputStream read(ObjectKey key, long offset, long length) {
    if (length <= 0) {
      return InputStream.nullInputStream();
    }
    // as %d digits are the locale's
    return get(key, offset, "bytes=" + offset + "-" + (offset + length - 1));
  }

  private InputStream get(ObjectKey key, long offset, @Nullable String range) {
    requireNotClosed();
    if (offset < 0) {
      throw outOfRange(key, offset);
    }
    try {
      S3Input input =
          new S3Input(
              bucket
                  .client()
                  .getObject(
                      request ->
                          request
                              .bucket(bucket.target().bucket())
                              .key(bucket.fullKey(key))
                              .range(range)));
      if (range != null && !input.beginsAt(offset)) {
        input.abort();
        throw otherPart(key, offset);
      }
      return input;
    } catch (SdkException e) {
      if (S3Errors.status(e) == OUT_OF_RANGE) {
        return nothingAtTheEnd(key, offset);
      }
      throw S3Errors.of(bucket.target(), "read " + key, e);
    }
  }

  @Override
  public Stream<StoredObject> list(String keyPrefix) {
    requireNotClosed();
    return new S3Listing(bucket, S3Listing.FULL_PAGE).objects(keyPrefix);
  }

  @Override
  public void delete(ObjectKey key) {
    requireNotClosed();
    new S3Removal(bucket).remove(key);
  }

  @Override
  public List<PendingWrite> pendingWrites(String keyPrefix) {
    requireNotClosed();
    return new S3Listing(bucket, S3Listing.FULL_PAGE).uploads(keyPrefix);
  }

  @Override
  public void discard(PendingWrite write) {
    requireNotClosed();
    bucket.abortUpload(write);
  }

  /** Signed with the storage's own credentials; no request is made. */
  @Override
  public Optional<URI> link(ObjectKey key, Duration valid) {
    requireNotClosed();
    return Optional.of(new S3Links(bucket).get(key, valid));
  }

  @Override
  public OptionalLong freeBytes() {
    return OptionalLong.empty();
  }

  @Override
  public void check() {
    requireNotClosed();
    bucket.check();
    if (bucket.settings().policy().lock() != null) {
      new S3Locks(bucket).requireEnabled();
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      open.forEach(S3Writer::abort);
      executor.shutdownNow();
      awaitUploads();
      bucket.client().close();
    }
  }

  private void awaitUploads() {
    try {
      if (!executor.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        log.warn("{} is closed while parts are still under way", location());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private InputStream nothingAtTheEnd(ObjectKey key, long offset) {
    long bytes = bucket.head(key).map(StoredObject::bytes).orElse(-1L);
    if (offset == bytes) {
      return InputStream.nullInputStream();
    }
    throw outOfRange(key, offset);
  }

  private StorageException otherPart(ObjectKey key, long offset) {
    return new StorageException(
        Kind.INVALID,
        "%s: %s was asked for from byte %d on, and the answer does not begin there; does the service, or a proxy before it, leave the header Range aside?"
            .formatted(location(), key, offset));
  }

  private StorageException outOfRange(ObjectKey key, long offset) {
    return new StorageException(
        Kind.INVALID, "%s: %s has no byte %d to read from".formatted(location(), key, offset));
  }

  private void requireNotClosed() {
    if (closed) {
      throw new StorageException(Kind.ABORTED, location() + " is closed");
    }
  }

  private Instant startedAt(CreateMultipartUploadResponse begun) {
    return ServiceClock.of(begun.sdkHttpResponse()).orElseGet(clock::instant);
  }

  private static ThreadFactory threads(String name) {
    AtomicInteger count = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, "s3-" + name + "-" + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
