package io.dumpwarden.chunk;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Many rows on any server: ten digits, joined with themselves. */
final class Digits {

  static final String[] TABLE = {
    "CREATE TABLE digits (n INT PRIMARY KEY)",
    "INSERT INTO digits VALUES (0),(1),(2),(3),(4),(5),(6),(7),(8),(9)"
  };

  private Digits() {}

  /**
   * A query of ten to the power of {@code power} rows.
   *
   * @param columns with # for a row's number
   */
  static String select(String columns, int power) {
    String number =
        IntStream.range(0, power)
            .mapToObj(i -> "d%d.n * %d".formatted(i, (long) Math.pow(10, i)))
            .collect(Collectors.joining(" + ", "(", ")"));
    List<String> tables = IntStream.range(0, power).mapToObj(i -> "digits d" + i).toList();
    return "SELECT %s FROM %s".formatted(columns.replace("#", number), String.join(", ", tables));
  }
}
