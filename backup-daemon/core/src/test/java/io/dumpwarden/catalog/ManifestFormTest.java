package io.dumpwarden.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.pipeline.Frame;
import io.dumpwarden.pipeline.FrameKind;
import io.dumpwarden.pipeline.RawDigest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** An index is only taken where it can be one. */
class ManifestFormTest {

  private static final Frame FIRST = frame(0, 10, 100, "0123456789abcdef");
  private static final Frame SECOND = frame(10, 5, 50, "fedcba9876543210");

  @Test
  void framesBehindOneAnotherAreTaken() {
    assertThat(problem("xxh3-64-framed", List.of(FIRST, SECOND))).isNull();
    assertThat(problem("xxh3-64", List.of(FIRST, SECOND))).isNull();
    assertThat(problem("xxh3-64", null)).as("none").isNull();
  }

  /** A restore over several connections reads nothing else. */
  @Test
  void anIndexThatLacksAFrameIsRefused() {
    Frame all = frame(0, 15, 150, FIRST.digest());
    assertThat(problem("xxh3-64-framed", List.of(all))).as("another digest").contains("digests");
    assertThat(problem("xxh3-64", List.of(frame(0, 14, 150, FIRST.digest()))))
        .as("fewer packed bytes")
        .contains("14 bytes of a file of 15");
    Frame rows = new Frame(FrameKind.ROWS, List.of(), null, 0, 15, 150, FIRST.digest(), null);
    assertThat(problem("xxh3-64", List.of(rows))).as("of no table").contains("table");
  }

  /** As a clock leaves it that was set back meanwhile. */
  @Test
  void aRestoreNeedsLessThanARow() {
    Manifest backwards = manifest("xxh3-64", Instant.EPOCH.minusSeconds(1), null);
    assertThat(ManifestForm.problem(backwards)).isPresent();
    assertThat(ManifestForm.problemToRestore(backwards)).isEmpty();
    assertThat(ManifestForm.problemToRestore(manifest("xxh3-64", List.of(FIRST)))).isPresent();
  }

  @Test
  void whereTheDigestDoesWithoutItAWrongIndexIsLeftAside() {
    assertThat(manifest("xxh3-64", List.of(FIRST, SECOND)).index()).hasSize(2);
    assertThat(manifest("xxh3-64", List.of(FIRST)).index()).isEmpty();
    assertThat(manifest("xxh3-64", null).index()).isEmpty();
    assertThatThrownBy(() -> manifest("xxh3-64-framed", List.of(FIRST)).index())
        .isInstanceOfSatisfying(
            DumpwardenException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.BACKUP_CORRUPT));
  }

  @Test
  void whatCannotBeAnIndexIsRefused() {
    assertThat(problem("xxh3-64-framed", null)).contains("frames");
    assertThat(problem("xxh3-64", List.of(FIRST))).as("fewer bytes").contains("frames");
    assertThat(problem("xxh3-64", List.of(SECOND, FIRST))).as("order").contains("frames[]");
    assertThat(problem("xxh3-64", List.of(FIRST, frame(11, 5, 50, SECOND.digest()))))
        .as("a gap")
        .contains("frames[]");
    assertThat(problem("xxh3-64", List.of(FIRST, frame(10, 5, 50, "'; DROP"))))
        .as("a digest that is none")
        .contains("frames[]");
  }

  private static Frame frame(long offset, long packed, long raw, String digest) {
    return new Frame(FrameKind.SCRIPT, List.of(), null, offset, packed, raw, digest, null);
  }

  private static @Nullable String problem(String algorithm, @Nullable List<Frame> frames) {
    return ManifestForm.problem(manifest(algorithm, frames)).orElse(null);
  }

  private static Manifest manifest(String algorithm, @Nullable List<Frame> frames) {
    return manifest(algorithm, Instant.EPOCH, frames);
  }

  private static Manifest manifest(
      String algorithm, Instant finished, @Nullable List<Frame> frames) {
    String id = "0195f0a1-2b3c-7def-8123-456789abcdef";
    return new Manifest(
        1,
        id,
        id,
        "nightly",
        "daily",
        null,
        new Manifest.ServerIdentity("db1", "db1.example.com", 3306, "mysql", "8.0.15"),
        "shop",
        List.of("shop"),
        Instant.EPOCH,
        finished,
        "native",
        "logical",
        new Manifest.Tool("dumpwarden", "1", List.of()),
        List.of(new Manifest.StoredFile("key", 15, "0".repeat(64))),
        new Manifest.Raw(150, algorithm, RawDigest.of(List.of(FIRST, SECOND))),
        frames,
        new Manifest.CompressionUsed("zstd", 3),
        null,
        null,
        null,
        List.of(),
        null,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        null);
  }
}
