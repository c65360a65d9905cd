package io.dumpwarden.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dumpwarden.storage.StorageException;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PartSizesTest {

  private static final long MIB = 1L << 20;
  private static final long GIB = 1L << 30;
  private static final long TIB = 1L << 40;

  @ParameterizedTest
  @MethodSource("limitsAndExpectations")
  void everyPlanReachesItsGoalWithinThePartsAllowed(PartLimits limits, OptionalLong expected) {
    PartSizes sizes = PartSizes.plan(limits, expected);
    long before = 0;
    for (int number = 1; number <= limits.maxParts(); number++) {
      long bytes = sizes.bytes(number);
      assertThat(bytes).isBetween(5 * MIB, 5 * GIB).isGreaterThanOrEqualTo(before);
      assertThat(bytes % MIB == 0 || bytes == limits.partBytes()).isTrue();
      before = bytes;
    }
    assertThat(sizes.capacity()).isGreaterThanOrEqualTo(expected.orElse(limits.reachableBytes()));
    if (expected.isPresent()) {
      long ready = Math.max(5 * TIB, Math.multiplyExact(expected.getAsLong(), 100L));
      assertThat(sizes.capacity()).isGreaterThanOrEqualTo(Math.min(limits.reachableBytes(), ready));
    }
  }

  static Stream<Arguments> limitsAndExpectations() {
    Random random = new Random(42);
    Stream<Arguments> edges =
        Stream.of(
            Arguments.of(PartLimits.AMAZON, OptionalLong.empty()),
            Arguments.of(PartLimits.AMAZON, OptionalLong.of(0)),
            Arguments.of(PartLimits.AMAZON, OptionalLong.of(50_000_000_000_000L)),
            Arguments.of(new PartLimits(5 * MIB, 1, GIB), OptionalLong.empty()),
            Arguments.of(new PartLimits(5 * MIB, 1_000, 50 * TIB), OptionalLong.empty()),
            Arguments.of(new PartLimits(5 * GIB, 10_000, 50 * TIB), OptionalLong.empty()),
            Arguments.of(new PartLimits(5 * MIB, 1, 1), OptionalLong.of(1)));
    return Stream.concat(edges, Stream.generate(() -> any(random)).limit(200));
  }

  private static Arguments any(Random random) {
    PartLimits limits =
        new PartLimits(
            random.nextLong(5 * MIB, 200 * MIB),
            random.nextInt(1, 10_001),
            random.nextLong(1, 50_000_000_000_000L));
    boolean known = random.nextBoolean();
    return Arguments.of(
        limits,
        known
            ? OptionalLong.of(random.nextLong(0, limits.reachableBytes() + 1))
            : OptionalLong.empty());
  }

  @Test
  void fiftyTerabytesFitIntoTenThousandParts() {
    PartSizes sizes = PartSizes.plan(PartLimits.AMAZON, OptionalLong.empty());
    assertThat(sizes.capacity()).isGreaterThanOrEqualTo(50_000_000_000_000L);
    assertThat(sizes.bytes(1)).isLessThan(10 * MIB);
    assertThat(bytesUntilPartsExceed(sizes, 64 * MIB)).isGreaterThan(5 * GIB);
  }

  @Test
  void smallerLimitsKeepPartsSmallForLonger() {
    PartLimits fiveTerabytes = new PartLimits(8 * MIB, 10_000, 5 * TIB);
    PartSizes sizes = PartSizes.plan(fiveTerabytes, OptionalLong.empty());
    assertThat(bytesUntilPartsExceed(sizes, 64 * MIB)).isGreaterThan(50 * GIB);
  }

  @Test
  void whatIsExpectedRaisesTheFirstPartsAndSlowsTheGrowth() {
    PartSizes sizes = PartSizes.plan(PartLimits.AMAZON, OptionalLong.of(100 * GIB));
    assertThat(sizes.bytes(1)).isBetween(20 * MIB, 40 * MIB);
    assertThat(bytesUntilPartsExceed(sizes, 64 * MIB)).isGreaterThan(100 * GIB);
  }

  @Test
  void whatCannotFitIsRefused() {
    assertThatThrownBy(
            () -> PartSizes.plan(PartLimits.AMAZON, OptionalLong.of(51_000_000_000_000L)))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("51000000000000");
  }

  private static long bytesUntilPartsExceed(PartSizes sizes, long partBytes) {
    long sum = 0;
    for (int number = 1; sizes.bytes(number) <= partBytes; number++) {
      sum += sizes.bytes(number);
    }
    return sum;
  }
}
