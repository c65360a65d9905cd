package io.dumpwarden.app.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.ref.SoftReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The modules, the rooms and the floors, as docs/architecture.md describes them. */
public final class House {

  static final String ROOT = "io.dumpwarden";

  /** The checkout, seen from the folder that Maven runs this module's tests in. */
  public static final Path CHECKOUT = Path.of("../..");

  /** Let go when memory is short: it takes some 100 MB, and other tests run in this process. */
  private static SoftReference<JavaClasses> imported = new SoftReference<>(null);

  /** Each module's packages, subpackages included. */
  static final Map<String, Set<String>> MODULES = new LinkedHashMap<>();

  /** Which modules a module may use. */
  static final Map<String, Set<String>> ARROWS = new LinkedHashMap<>();

  /** The rooms of core, ground floor first. */
  static final List<List<String>> FLOORS =
      List.of(
          List.of("error"),
          List.of("pipeline", "secret"),
          List.of("config"),
          List.of("source", "access", "node", "encryption"),
          List.of(
              "accounts", "catalog", "chunk", "definition", "form", "rows", "script", "snapshot"),
          List.of("anomaly", "dump", "retention"),
          List.of("preflight", "scan", "verify", "run", "client", "engine"),
          List.of("outcome"),
          List.of("backup", "load", "swap"),
          List.of("origin", "sweep"),
          List.of("restore"),
          List.of("drill", "recovery"),
          List.of("report"),
          List.of("view"),
          List.of("statistics"),
          List.of("notify"),
          List.of("scheduler", "metadata"));

  static {
    MODULES.put("storage-providers", Set.of("storage"));
    MODULES.put("embedded-mariadb", Set.of("embedded"));
    MODULES.put("core", new LinkedHashSet<>(rooms()));
    MODULES.put("metrics", Set.of("metrics"));
    MODULES.put("admin-ui", Set.of("admin"));
    MODULES.put("app", Set.of("app"));
    ARROWS.put("storage-providers", Set.of());
    ARROWS.put("embedded-mariadb", Set.of());
    ARROWS.put("core", Set.of("storage-providers"));
    ARROWS.put("metrics", Set.of("core"));
    ARROWS.put("admin-ui", Set.of("core"));
    ARROWS.put(
        "app", Set.of("admin-ui", "metrics", "core", "storage-providers", "embedded-mariadb"));
  }

  private House() {}

  /** Every class that ships; the module test-engines only serves tests. */
  static synchronized JavaClasses classes() {
    JavaClasses classes = imported.get();
    if (classes == null) {
      classes =
          new ClassFileImporter()
              .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
              .withImportOption(location -> !location.contains("/io/dumpwarden/engines/"))
              .withImportOption(location -> !location.contains("-tests.jar"))
              .importPackages(ROOT);
      imported = new SoftReference<>(classes);
    }
    return classes;
  }

  static List<String> rooms() {
    return FLOORS.stream().flatMap(List::stream).toList();
  }

  /** The rooms that a room may not use: its neighbours, and all floors above. */
  static List<String> forbiddenTo(String room) {
    List<String> forbidden = new ArrayList<>();
    boolean below = true;
    for (List<String> floor : FLOORS) {
      below &= !floor.contains(room);
      if (!below) {
        forbidden.addAll(floor);
      }
    }
    forbidden.remove(room);
    return forbidden;
  }

  static String[] packages(Iterable<String> names) {
    List<String> packages = new ArrayList<>();
    names.forEach(name -> packages.add(ROOT + "." + name + ".."));
    return packages.toArray(String[]::new);
  }
}
