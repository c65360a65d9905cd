package io.dumpwarden.load;

import io.dumpwarden.pipeline.Frame;
import io.dumpwarden.pipeline.FrameTable;
import io.dumpwarden.script.ScriptChoice;
import io.dumpwarden.script.ScriptTable;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The tables that a load fills, and what of them is to be done. */
final class LoadTables {

  /** Where a table is smaller than this, nothing is gained by making its keys later. */
  static final long LATE_BYTES = 16L * 1024 * 1024;

  private final ScriptChoice choice;
  private final Map<FrameTable, List<Frame>> frames = new LinkedHashMap<>();
  private final Map<FrameTable, String> targets = new LinkedHashMap<>();

  /**
   * @param rows frames that the choice wants
   */
  LoadTables(List<Frame> rows, ScriptChoice choice) {
    this.choice = choice;
    for (Frame frame : rows) {
      FrameTable table = frame.tables().get(0);
      frames.computeIfAbsent(table, each -> new ArrayList<>()).add(frame);
      targets.put(table, choice.target(table.database()).orElseThrow());
    }
  }

  static boolean wants(ScriptChoice choice, Frame frame) {
    return frame.tables().stream()
        .anyMatch(
            table ->
                choice.target(table.database()).isPresent()
                    && choice.wants(new ScriptTable(table.database(), table.table())));
  }

  /** Those of the target that are filled. */
  Set<String> databases() {
    return new TreeSet<>(targets.values());
  }

  /** Whether a table of the target is large enough. */
  boolean hasLateKeys(String database, String table) {
    return frames.entrySet().stream()
        .filter(each -> each.getKey().table().equals(table))
        .filter(each -> database.equals(targets.get(each.getKey())))
        .anyMatch(each -> bytes(each.getValue()) >= LATE_BYTES);
  }

  /** What an earlier load did. */
  List<Frame> skipped(LoadJournal journal) {
    return frames.values().stream()
        .flatMap(List::stream)
        .filter(frame -> journal.isDone(Portion.part(frame)))
        .toList();
  }

  /** What is to be done, the biggest tables first. */
  List<RowsQueue.Table> work(TargetSession session, LoadJournal journal, List<LateKeys> keys)
      throws SQLException {
    Map<String, Set<String>> transactional = new LinkedHashMap<>();
    for (String database : databases()) {
      transactional.put(database, transactional(session, database));
    }
    List<RowsQueue.Table> work = new ArrayList<>();
    for (FrameTable table : biggestFirst()) {
      String database = targets.getOrDefault(table, "");
      Set<String> names = transactional.getOrDefault(database, Set.of());
      boolean sure = names.contains(table.table().toLowerCase(Locale.ROOT));
      Optional<LateKeys> late = keys(keys, database, table.table());
      boolean held = late.isPresent() && late.get().heldStatistics();
      work.add(
          new RowsQueue.Table(
              portions(table, database, sure, journal),
              sure && held && isUntouched(table, journal),
              late.orElse(null)));
    }
    return work;
  }

  private boolean isUntouched(FrameTable table, LoadJournal journal) {
    return frames.getOrDefault(table, List.of()).stream()
        .noneMatch(frame -> journal.isDone(Portion.part(frame)));
  }

  private List<FrameTable> biggestFirst() {
    return frames.keySet().stream()
        .sorted(
            Comparator.comparingLong(
                    (FrameTable table) -> bytes(frames.getOrDefault(table, List.of())))
                .reversed())
        .toList();
  }

  private List<Portion> portions(
      FrameTable table, String database, boolean transactional, LoadJournal journal) {
    List<Frame> left =
        frames.getOrDefault(table, List.of()).stream()
            .filter(frame -> !journal.isDone(Portion.part(frame)))
            .toList();
    if (transactional || left.isEmpty()) {
      return left.stream()
          .map(frame -> new Portion(table, database, List.of(frame), true))
          .toList();
    }
    return List.of(new Portion(table, database, left, false));
  }

  private static Optional<LateKeys> keys(List<LateKeys> all, String database, String table) {
    return all.stream()
        .filter(keys -> keys.database().equals(database) && keys.table().equals(table))
        .filter(keys -> !keys.afterRows().isEmpty())
        .findFirst();
  }

  private static long bytes(List<Frame> frames) {
    return frames.stream().mapToLong(Frame::rawBytes).sum();
  }

  /** In lower case: the server may keep names so. */
  private static Set<String> transactional(TargetSession session, String database)
      throws SQLException {
    String sql =
        "SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = %s AND ENGINE = 'InnoDB'"
            .formatted(LoadJournal.literal(database));
    Set<String> names = new HashSet<>();
    session.column(sql).forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
    return names;
  }
}
