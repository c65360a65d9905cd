package io.dumpwarden.swap;

import io.dumpwarden.source.Inventory;
import io.dumpwarden.source.LeftOut;
import io.dumpwarden.source.ObjectKind;
import java.util.List;
import java.util.Map;

/**
 * What must stand in a database once it is restored.
 *
 * @param database its name on the target server
 * @param objects the names by kind; a name stands as often as objects of its kind bear it
 */
public record Expectation(String database, Map<ObjectKind, List<String>> objects) {

  public Expectation {
    objects = Map.copyOf(objects);
  }

  /**
   * What the source held and its dump was to hold.
   *
   * @param database its name on the target server
   * @param held as the manifest has it
   * @param leftOut what the dump or the restore leaves out on purpose
   * @param missing what the manifest says that the dump lacks: {@code view totals of shop}
   */
  public static Expectation of(
      String database, Inventory held, LeftOut leftOut, List<String> missing) {
    return ExpectedObjects.of(database, held, leftOut, missing);
  }

  List<String> of(ObjectKind kind) {
    return objects.getOrDefault(kind, List.of());
  }
}
