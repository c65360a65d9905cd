package io.dumpwarden.storage.s3;

import io.dumpwarden.storage.PendingWrite;
import io.dumpwarden.storage.StorageException;
import io.dumpwarden.storage.StorageException.Kind;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * The parts of one upload that are under way. The first part that fails for good ends all: whoever
 * waits, or comes next, gets its failure.
 */
final class PartUploads {

  private static final Logger log = LoggerFactory.getLogger(PartUploads.class);

  private final S3Bucket bucket;
  private final PendingWrite upload;
  private final ExecutorService executor;
  private final long memoryBytes;
  private final Window window;
  private final Map<Integer, CompletedPart> sent = new TreeMap<>();
  private final Set<Thread> workers = new HashSet<>();
  private int underWay;

  /**
   * @param memoryBytes what the parts may take of the heap; larger ones pass through a file
   */
  PartUploads(S3Bucket bucket, PendingWrite upload, ExecutorService executor, long memoryBytes) {
    this.bucket = bucket;
    this.upload = upload;
    this.executor = executor;
    this.memoryBytes = memoryBytes;
    this.window = new Window(bucket.settings().transfer().partsInFlight(), memoryBytes);
  }

  Window window() {
    return window;
  }

  /** A part of that size to fill, as soon as there is room for it. */
  Part begin(long bytes) {
    boolean fits = bytes <= memoryBytes / Window.CHUNK_BYTES * Window.CHUNK_BYTES;
    int slots = fits ? 1 : window.slots();
    window.takeSlots(slots);
    try {
      return fits ? new MemoryPart(window) : new SpooledPart(spoolFolder(), slots);
    } catch (StorageException e) {
      window.giveSlots(slots);
      throw e;
    }
  }

  private Path spoolFolder() {
    return bucket.settings().transfer().spoolFolder();
  }

  /** Hands the part over; it is released when it is sent, or has failed. */
  synchronized void send(int number, Part part) {
    executor.execute(() -> upload(number, part));
    underWay++;
  }

  /** Waits until all parts are there, and gives them in order. */
  synchronized List<CompletedPart> finish() {
    while (underWay > 0 && !window.ended()) {
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new StorageException(Kind.ABORTED, "interrupted while parts were sent", e);
      }
    }
    window.requireGoingOn();
    return List.copyOf(sent.values());
  }

  /** Fails whoever waits, and asks the parts under way to stop. */
  void end(StorageException why) {
    window.end(why);
    synchronized (this) {
      workers.forEach(Thread::interrupt);
      notifyAll();
    }
  }

  /** Gives stopping parts a moment, so that none arrives behind the abort. */
  synchronized void awaitQuiet(long millis) {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    try {
      for (long left = millis; underWay > 0 && left > 0; ) {
        wait(left);
        left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void release(Part part) {
    part.release();
    window.giveSlots(part.slots());
  }

  private void upload(int number, Part part) {
    try {
      started();
      CompletedPart completed = bucket.send(upload, number, part);
      synchronized (this) {
        sent.put(number, completed);
      }
    } catch (StorageException e) {
      end(e);
    } catch (RuntimeException | Error e) {
      end(new StorageException(Kind.UNAVAILABLE, "cannot send a part: " + e, e));
      throw e;
    } finally {
      release(part);
      finished();
    }
  }

  private synchronized void started() {
    window.requireGoingOn();
    workers.add(Thread.currentThread());
  }

  private void finished() {
    boolean last;
    synchronized (this) {
      workers.remove(Thread.currentThread());
      underWay--;
      last = underWay == 0 && window.ended();
      notifyAll();
    }
    if (last) {
      sweep();
    }
  }

  /** A part that was still under way may have arrived after the abort, and would stay. */
  private void sweep() {
    Thread.interrupted();
    try {
      bucket.abortUpload(upload);
    } catch (StorageException e) {
      log.warn("the upload of {} may have left parts behind: {}", upload.key(), e.getMessage());
    }
  }
}
