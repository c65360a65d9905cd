package io.dumpwarden.engine;

import io.dumpwarden.config.DumpOptionSet;
import io.dumpwarden.config.Sizes;
import io.dumpwarden.definition.DropChoice;
import io.dumpwarden.rows.InsertStyle;
import io.dumpwarden.source.ObjectKind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the engine makes of the dump programs' options.
 *
 * @param leftOut kinds that are not to be dumped
 * @param lockAll whether nobody may write until the dump is made
 * @param drops what a restore drops first
 * @param inserts how rows are written
 * @param words what of that is not as usual, as the dump programs would be told: others read it
 *     from manifests
 * @param dropped what was asked for and has no effect, as {@code name=value}
 */
record NativeOptions(
    Set<ObjectKind> leftOut,
    boolean lockAll,
    DropChoice drops,
    Inserts inserts,
    List<String> words,
    List<String> dropped) {

  /**
   * How rows are written.
   *
   * @param mostBytes of a statement; 1 for one that holds one row
   */
  record Inserts(InsertStyle.Verb verb, int mostBytes) {

    InsertStyle over(InsertStyle usual) {
      return usual.as(verb, mostBytes);
    }
  }

  private static final Map<String, ObjectKind> KINDS =
      Map.of(
          "routines", ObjectKind.ROUTINE,
          "triggers", ObjectKind.TRIGGER,
          "events", ObjectKind.EVENT);

  private static final String LOCK_ALL = "lock-all-tables";
  private static final String DROP_DATABASE = "add-drop-database";
  private static final String DROP_TABLE = "add-drop-table";
  private static final String DROP_TRIGGER = "add-drop-trigger";
  private static final String IGNORE = "insert-ignore";
  private static final String REPLACE = "replace";
  private static final String EXTENDED = "extended-insert";
  private static final String STATEMENT = "net-buffer-length";

  private static final Set<String> HEEDED =
      Set.of(
          LOCK_ALL, DROP_DATABASE, DROP_TABLE, DROP_TRIGGER, IGNORE, REPLACE, EXTENDED, STATEMENT);

  /** What makes no difference to what is restored: it is about the way there. */
  private static final Set<String> NO_MATTER =
      Set.of(
          "complete-insert",
          "order-by-primary",
          "order-by-size",
          "add-locks",
          "disable-keys",
          "no-autocommit",
          "allow-keywords",
          "max-allowed-packet",
          "compress",
          "compression-algorithms",
          "zstd-compression-level",
          "mysqld-long-query-time");

  /** What it does anyway: whoever asks for it loses nothing. */
  private static final Map<String, String> ANYWAY =
      Map.of(
          "dump-date", "on",
          "no-data-med", "on",
          "copy-s3-tables", "off",
          "log-queries", "on",
          "show-create-table-skip-secondary-engine", "off",
          "skip-generated-invisible-primary-key", "off",
          "output-as-version", "SERVER",
          "masking-policies", "off",
          "add-drop-masking-policy", "off");

  NativeOptions {
    leftOut = Set.copyOf(leftOut);
    words = List.copyOf(words);
    dropped = List.copyOf(dropped);
  }

  /**
   * @param routines whether there may be any
   */
  static NativeOptions of(DumpOptionSet asked, boolean routines) {
    Map<String, String> values = asked.values();
    Set<ObjectKind> leftOut = EnumSet.noneOf(ObjectKind.class);
    if (!routines) {
      leftOut.add(ObjectKind.ROUTINE);
    }
    KINDS.forEach(
        (name, kind) -> {
          if ("off".equals(values.get(name))) {
            leftOut.add(kind);
          }
        });
    return new NativeOptions(
        leftOut,
        isOn(values, LOCK_ALL, false),
        drops(values),
        inserts(values),
        words(values, leftOut),
        dropped(values));
  }

  private static boolean isOn(Map<String, String> values, String name, boolean otherwise) {
    String value = values.get(name);
    return value == null ? otherwise : value.equals("on");
  }

  /** Without word of their own, triggers are dropped where tables are. */
  private static DropChoice drops(Map<String, String> values) {
    boolean tables = isOn(values, DROP_TABLE, true);
    return new DropChoice(
        isOn(values, DROP_DATABASE, false), tables, isOn(values, DROP_TRIGGER, tables));
  }

  /** The dump programs prefer REPLACE where both are asked for. */
  private static Inserts inserts(Map<String, String> values) {
    InsertStyle.Verb verb =
        isOn(values, REPLACE, false)
            ? InsertStyle.Verb.REPLACE
            : isOn(values, IGNORE, false)
                ? InsertStyle.Verb.INSERT_IGNORE
                : InsertStyle.Verb.INSERT;
    String bytes = values.get(STATEMENT);
    int most = bytes == null ? Integer.MAX_VALUE : (int) size(bytes);
    return new Inserts(verb, isOn(values, EXTENDED, true) ? most : 1);
  }

  private static long size(String value) {
    return Sizes.parse(Character.isDigit(value.charAt(value.length() - 1)) ? value : value + "iB");
  }

  private static List<String> words(Map<String, String> values, Set<ObjectKind> leftOut) {
    Set<String> words = new TreeSet<>();
    leftOut.forEach(kind -> words.add("--skip-%ss".formatted(kind.word())));
    for (String name : List.of(DROP_DATABASE, DROP_TRIGGER, IGNORE, REPLACE)) {
      if (isOn(values, name, false)) {
        words.add("--" + name);
      }
    }
    for (String name : List.of(DROP_TABLE, DROP_TRIGGER, EXTENDED)) {
      if (!isOn(values, name, true)) {
        words.add("--skip-" + name);
      }
    }
    if (values.containsKey(STATEMENT)) {
      words.add("--%s=%s".formatted(STATEMENT, values.get(STATEMENT)));
    }
    return List.copyOf(words);
  }

  private static List<String> dropped(Map<String, String> values) {
    List<String> dropped = new ArrayList<>();
    values.forEach(
        (name, value) -> {
          boolean done =
              KINDS.containsKey(name)
                  || HEEDED.contains(name)
                  || NO_MATTER.contains(name)
                  || value.equals(ANYWAY.get(name));
          if (!done) {
            dropped.add(name + "=" + value);
          }
        });
    return dropped;
  }

  boolean has(ObjectKind kind) {
    return !leftOut.contains(kind);
  }
}
