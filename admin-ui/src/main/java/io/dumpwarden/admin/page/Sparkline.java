package io.dumpwarden.admin.page;

import java.util.List;
import java.util.Locale;

/** A line of figures, drawn small. Its box is {@value #WIDTH} by {@value #HEIGHT}. */
public record Sparkline(String points) {

  public static final int WIDTH = 180;
  public static final int HEIGHT = 32;
  private static final int EDGE = 2;

  /** From the lowest possible, zero, to the highest there is. */
  static Sparkline of(List<Long> values) {
    long most = Math.max(1, values.stream().mapToLong(Long::longValue).max().orElse(0));
    StringBuilder points = new StringBuilder();
    for (int i = 0; i < values.size(); i++) {
      double x = values.size() == 1 ? 0 : (double) i * WIDTH / (values.size() - 1);
      double y = HEIGHT - EDGE - (double) values.get(i) / most * (HEIGHT - 2 * EDGE);
      points.append(String.format(Locale.ROOT, "%s%.1f,%.1f", i == 0 ? "" : " ", x, y));
    }
    return new Sparkline(points.toString());
  }

  /** The line, closed to an area. */
  public String area() {
    return "0,%d %s %d,%d".formatted(HEIGHT, points, WIDTH, HEIGHT);
  }
}
