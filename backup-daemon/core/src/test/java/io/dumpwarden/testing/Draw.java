package io.dumpwarden.testing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;

/** Random values for one case of a property: the same seed draws the same values. */
public final class Draw {

  private final SplittableRandom random;

  Draw(long seed) {
    random = new SplittableRandom(seed);
  }

  public long anyLong() {
    return random.nextLong();
  }

  /** Both ends included. */
  public int between(int min, int max) {
    return random.nextInt(min, max + 1);
  }

  /** True that often in a hundred draws. */
  public boolean percent(int percent) {
    return random.nextInt(100) < percent;
  }

  /** One of these, each as likely as its neighbour. */
  public <T> T of(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  /** Between {@code min} and {@code max} elements, each drawn anew. */
  public <T> List<T> list(int min, int max, Function<Draw, T> element) {
    return Stream.generate(() -> element.apply(this)).limit(between(min, max)).toList();
  }

  /** At most {@code max} of these pieces, one after the other. */
  public String joined(int max, List<String> pieces) {
    return String.join("", list(0, max, draw -> draw.of(pieces)));
  }

  /** {@code count} different ones of these; all where there are fewer. */
  public <T> List<T> some(int count, List<T> values) {
    List<T> shuffled = shuffled(values);
    return shuffled.subList(0, Math.min(count, shuffled.size()));
  }

  /** The same values in any order. */
  public <T> List<T> shuffled(List<T> values) {
    List<T> shuffled = new ArrayList<>(values);
    for (int i = shuffled.size() - 1; i > 0; i--) {
      Collections.swap(shuffled, i, between(0, i));
    }
    return shuffled;
  }

  /** Any text, control characters and unpaired surrogates included; every other one is ASCII. */
  public String text(int max) {
    int last = percent(50) ? 0x7f : Character.MAX_VALUE;
    StringBuilder text = new StringBuilder();
    for (int length = between(0, max); length > 0; length--) {
      text.append((char) between(0, last));
    }
    return text.toString();
  }
}
