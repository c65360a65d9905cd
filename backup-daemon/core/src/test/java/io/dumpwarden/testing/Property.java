package io.dumpwarden.testing;

import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Checks a sentence against many drawn inputs, the same ones at every run. The case that fails says
 * its seed; {@code -Dproperty.seed=SEED} together with {@code -Dtest=Class#method} repeats it
 * alone.
 */
public final class Property {

  /** As many inputs as a cheap property is checked against. */
  public static final int TRIES = 1000;

  private static final long FIRST_SEED = 20_261_005_000_000L;

  private record Pair<A, B>(A first, B second) {}

  private Property() {}

  /** Checks {@code tries} inputs, and stops at the first that fails. */
  public static <T> void forAll(int tries, Function<Draw, T> generator, Consumer<T> check) {
    String onlySeed = System.getProperty("property.seed");
    forAll(tries, onlySeed == null ? null : Long.valueOf(onlySeed), generator, check);
  }

  /** Checks {@code tries} pairs of inputs, and stops at the first that fails. */
  public static <A, B> void forAll(
      int tries, Function<Draw, A> first, Function<Draw, B> second, BiConsumer<A, B> check) {
    forAll(
        tries,
        draw -> new Pair<>(first.apply(draw), second.apply(draw)),
        pair -> check.accept(pair.first(), pair.second()));
  }

  static <T> void forAll(
      int tries, @Nullable Long onlySeed, Function<Draw, T> generator, Consumer<T> check) {
    if (onlySeed != null) {
      one(onlySeed, generator, check);
      return;
    }
    for (int i = 0; i < tries; i++) {
      one(FIRST_SEED + i, generator, check);
    }
  }

  private static <T> void one(long seed, Function<Draw, T> generator, Consumer<T> check) {
    T input = generator.apply(new Draw(seed));
    try {
      check.accept(input);
    } catch (AssertionError | RuntimeException | StackOverflowError e) {
      throw new AssertionError(
          "fails for %s; repeat with -Dproperty.seed=%d%n%s".formatted(input, seed, e.getMessage()),
          e);
    }
  }
}
