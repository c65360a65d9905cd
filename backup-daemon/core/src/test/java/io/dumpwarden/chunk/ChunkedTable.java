package io.dumpwarden.chunk;

import static java.util.stream.Collectors.joining;

import io.dumpwarden.chunk.KeyKinds.Kind;
import io.dumpwarden.testing.Draw;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A drawn table with its rows.
 *
 * @param usable whether ranges can be told by its key
 */
record ChunkedTable(String definition, List<String> inserts, List<Kind> kinds, boolean usable) {

  private static final int BATCH = 500;

  static ChunkedTable draw(Draw draw, boolean mariaDb) {
    List<Kind> kinds = new ArrayList<>();
    boolean usable = draw.percent(92);
    kinds.add(usable ? KeyKinds.any(draw, mariaDb) : KeyKinds.unusable(draw));
    for (int more = draw.of(List.of(0, 0, 0, 1, 1, 2)); more > 0; more--) {
      kinds.set(kinds.size() - 1, KeyKinds.dominated(kinds.get(kinds.size() - 1), draw));
      kinds.add(draw.percent(90) ? KeyKinds.any(draw, mariaDb) : KeyKinds.unusable(draw));
    }
    return new ChunkedTable(definition(kinds, draw, mariaDb), inserts(kinds, draw), kinds, usable);
  }

  static String columns(int count) {
    return IntStream.range(0, count).mapToObj(i -> "`k``" + i + "`").collect(joining(","));
  }

  private static String definition(List<Kind> kinds, Draw draw, boolean mariaDb) {
    String columns =
        IntStream.range(0, kinds.size())
            .mapToObj(i -> "`k``" + i + "` " + kinds.get(i).type() + " NOT NULL, ")
            .collect(joining());
    boolean primary = draw.percent(75);
    String key = (primary ? "PRIMARY KEY (" : "UNIQUE KEY `u``k` (") + columns(kinds.size()) + ")";
    String partitions = primary && draw.percent(15) ? " PARTITION BY KEY () PARTITIONS 3" : "";
    String engine =
        draw.percent(80) || !partitions.isEmpty() ? "InnoDB" : mariaDb ? "Aria" : "MyISAM";
    return "CREATE TABLE `t``1` (filler VARCHAR(60), %s%s) ENGINE=%s%s"
        .formatted(columns, key, engine, partitions);
  }

  private static List<String> inserts(List<Kind> kinds, Draw draw) {
    List<String> inserts = new ArrayList<>();
    for (int batch = draw.between(1, 4); batch > 0; batch--) {
      inserts.add(
          IntStream.range(0, BATCH)
              .mapToObj(i -> row(kinds, draw))
              .collect(joining(",", "INSERT IGNORE INTO `t``1` VALUES ", "")));
    }
    return inserts;
  }

  private static String row(List<Kind> kinds, Draw draw) {
    return kinds.stream()
        .map(kind -> kind.value().apply(draw))
        .collect(joining(",", "(REPEAT('x', 40),", ")"));
  }

  @Override
  public String toString() {
    return definition;
  }
}
