package io.dumpwarden.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.dumpwarden.pipeline.Compression.Algorithm;
import io.dumpwarden.testing.Draw;
import io.dumpwarden.testing.Property;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ParallelGzipTest {

  private static final int BLOCK = GzipBlock.SIZE;

  /** How content is written: sizes of the writes, again and again, until the length is reached. */
  private record Writes(int length, int level, int threads, List<Integer> steps) {}

  @Test
  void anyLengthAroundTheEdgesOfBlocksIsReadBackByJavaToo() {
    Property.forAll(
        100,
        ParallelGzipTest::writes,
        writes -> {
          byte[] content = Sample.text(writes.length());
          byte[] stored = written(writes, content);
          assertThat(plain(stored)).isEqualTo(content);
          assertThat(read(stored)).isEqualTo(content);
        });
  }

  private static Writes writes(Draw draw) {
    int edge = draw.between(0, 4) * BLOCK + draw.between(-2, 2);
    int length = draw.percent(70) ? Math.max(0, edge) : draw.between(0, 5 * BLOCK);
    return new Writes(
        length,
        draw.between(1, 9),
        draw.between(1, 4),
        draw.list(1, 5, d -> d.of(List.of(1, 1000, 64 * 1024, BLOCK - 1, BLOCK, 3 * BLOCK))));
  }

  private static byte[] written(Writes writes, byte[] content) {
    ByteArrayOutputStream stored = new ByteArrayOutputStream();
    try (OutputStream out = new ParallelGzip(stored, writes.level(), writes.threads())) {
      int done = 0;
      for (int i = 0; done < content.length; i++) {
        // single bytes only now and then: they are slow
        int wanted = writes.steps().get(i % writes.steps().size());
        int step = i > 100 ? BLOCK : wanted;
        step = Math.min(step, content.length - done);
        out.write(content, done, step);
        done += step;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return stored.toByteArray();
  }

  @Test
  void whatDoesNotCompressHardlyGrows() throws IOException {
    byte[] noise = new byte[3 * BLOCK + 7];
    new java.util.Random(1).nextBytes(noise);

    byte[] stored = Sample.compressed(new Compression(Algorithm.PGZIP, 9), noise);

    assertThat(stored.length).isLessThan(noise.length + noise.length / 1000);
    assertThat(read(stored)).isEqualTo(noise);
  }

  @Test
  void itCompressesAsWellAsGzip() throws IOException {
    byte[] content = Sample.text(8 * BLOCK);

    int parallel = Sample.compressed(new Compression(Algorithm.PGZIP, 6), content).length;
    int single = Sample.compressed(new Compression(Algorithm.GZIP, 6), content).length;

    assertThat(parallel).isLessThan(single + single / 200);
  }

  @Test
  void aFailureBeneathReachesTheWriterAndEndsTheThreads() {
    Sink full = new Sink(BLOCK, false);
    ParallelGzip gzip = new ParallelGzip(full, 1, 2);

    assertThatThrownBy(() -> writeOn(gzip, new AtomicLong()))
        .isInstanceOf(IOException.class)
        .hasMessage("full");
    assertThatThrownBy(() -> gzip.write(1)).hasMessageContaining("failed before");
    assertThatThrownBy(gzip::close).hasMessageContaining("failed before");

    assertThat(full.closed).isTrue();
    assertNoThreads();
  }

  @Test
  void closingEndsTheThreadsAndNothingIsTakenAfterwards() throws IOException {
    ParallelGzip gzip = new ParallelGzip(OutputStream.nullOutputStream(), 6, 2);
    gzip.write(Sample.text(5 * BLOCK));
    gzip.close();
    gzip.close();

    assertNoThreads();
    assertThatThrownBy(() -> gzip.write(1)).hasMessageContaining("closed");
  }

  @Test
  void aSlowStorageHoldsTheWriterUpInsteadOfFillingTheMemory() throws Exception {
    Sink stuck = new Sink(0, true);
    AtomicLong taken = new AtomicLong();
    ParallelGzip gzip = new ParallelGzip(stuck, 1, 2);
    Thread writer = new Thread(() -> assertThatThrownBy(() -> writeOn(gzip, taken)));
    writer.start();
    assertThat(stuck.entered.await(30, java.util.concurrent.TimeUnit.SECONDS)).isTrue();

    await().until(() -> writer.getState() == Thread.State.WAITING);
    assertThat(taken.get()).isLessThanOrEqualTo((long) ParallelGzip.blocks(2) * BLOCK);

    writer.interrupt();
    writer.join(10_000);
    assertThat(writer.isAlive()).isFalse();
    assertThatThrownBy(gzip::close).isInstanceOf(IOException.class);
    assertNoThreads();
  }

  @Test
  void anInterruptedWriterEndsPromptly() {
    ParallelGzip gzip = new ParallelGzip(OutputStream.nullOutputStream(), 9, 1);

    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> writeOn(gzip, new AtomicLong()))
        .isInstanceOf(InterruptedIOException.class);
    assertThatThrownBy(gzip::close).isInstanceOf(IOException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertNoThreads();
  }

  @Test
  void aStreamLeftBehindKeepsNoThreads() throws IOException {
    ParallelGzip gzip = new ParallelGzip(OutputStream.nullOutputStream(), 1, 2);
    gzip.write(Sample.text(5 * BLOCK));

    await().atMost(Duration.ofSeconds(30)).untilAsserted(ParallelGzipTest::lookForThreads);
  }

  /** The pool is over a moment before the last of its threads is. */
  private static void assertNoThreads() {
    await().atMost(Duration.ofSeconds(1)).untilAsserted(ParallelGzipTest::lookForThreads);
  }

  private static void lookForThreads() {
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .noneMatch(name -> name.startsWith("gzip-"));
  }

  /** Writes until something stops it. */
  private static void writeOn(OutputStream out, AtomicLong taken) throws IOException {
    byte[] chunk = Sample.text(64 * 1024);
    while (true) {
      out.write(chunk);
      taken.addAndGet(chunk.length);
    }
  }

  private static byte[] plain(byte[] stored) {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(stored))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] read(byte[] stored) {
    try {
      return Sample.read(Algorithm.PGZIP, stored);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes so many bytes, then fails, or waits until it is interrupted. */
  private static final class Sink extends OutputStream {
    private final CountDownLatch entered = new CountDownLatch(1);
    private final boolean hangs;
    private long room;
    private boolean closed;

    Sink(long room, boolean hangs) {
      this.room = room;
      this.hangs = hangs;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[1], 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      room -= length;
      if (room < 0) {
        entered.countDown();
        if (hangs) {
          hang();
        }
        throw new IOException("full");
      }
    }

    private static void hang() throws InterruptedIOException {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        throw new InterruptedIOException("interrupted");
      }
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
