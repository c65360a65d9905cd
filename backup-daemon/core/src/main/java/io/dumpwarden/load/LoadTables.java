package io.dumpwarden.load;

import io.dumpwarden.config.OwnTables;
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
  private final Set<FrameTable> transactional = new HashSet<>();
  private boolean othersTrusted;

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
        // earlier dumps held the journal of a load that had not ended
        .filter(table -> !OwnTables.has(table.table()))
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

  /** Whether a table of the target gets rows. */
  boolean fills(String database, String table, boolean folds) {
    String name = folded(table, folds);
    return targets.entrySet().stream()
        .filter(each -> each.getValue().equals(database))
        .anyMatch(each -> folded(each.getKey().table(), folds).equals(name));
  }

  /** Whether a server takes names of tables in capital and small letters for the same. */
  static boolean folds(TargetSession session) throws SQLException {
    return !session.column("SELECT @@lower_case_table_names").get(0).equals("0");
  }

  /** Learns which tables take back what was not committed; they have to be there. */
  void look(TargetSession session) throws SQLException {
    boolean folds = folds(session);
    for (String database : databases()) {
      Set<String> names = innodb(session, database, folds);
      frames.keySet().stream()
          .filter(table -> database.equals(targets.get(table)))
          .filter(table -> names.contains(folded(table.table(), folds)))
          .forEach(transactional::add);
    }
  }

  /**
   * Whether what the journal tells of the other tables is to be believed: the server has not been
   * restarted since. It is not in the beginning.
   */
  void trustOthers(boolean trusted) {
    othersTrusted = trusted;
  }

  /** What is there already. */
  List<Frame> done(LoadJournal journal) {
    List<Frame> done = new ArrayList<>();
    frames.forEach(
        (table, all) ->
            all.stream().filter(frame -> isDone(table, frame, journal)).forEach(done::add));
    return done;
  }

  /** Takes what is not there, and was thought to be, out of what is told of the load. */
  void tellLost(LoadJournal journal, LoadProgress progress) {
    frames.forEach(
        (table, all) ->
            left(table, journal)
                .forEach(frame -> progress.lost(table, frame, !transactional.contains(table))));
  }

  /** What is not there, for people. */
  List<String> missing(LoadJournal journal, List<LateKeys> keys) {
    List<String> missing = new ArrayList<>();
    frames.keySet().stream()
        .flatMap(table -> left(table, journal).stream())
        .map(LoadFailure::part)
        .forEach(missing::add);
    keys.stream()
        .filter(late -> !late.all().stream().map(late::part).allMatch(journal::isDone))
        .map(late -> new FrameTable(late.database(), late.table()))
        .map(table -> "the keys of " + LoadFailure.name(table))
        .forEach(missing::add);
    return missing;
  }

  /** What is to be done, the biggest tables first. */
  List<RowsQueue.Table> work(LoadJournal journal, List<LateKeys> keys) {
    List<RowsQueue.Table> work = new ArrayList<>();
    for (FrameTable table : biggestFirst()) {
      Optional<LateKeys> late = keys(keys, targets.getOrDefault(table, ""), table.table());
      boolean held = late.isPresent() && late.get().heldStatistics();
      List<Frame> left = left(table, journal);
      work.add(
          new RowsQueue.Table(
              portions(table, left),
              held && transactional.contains(table) && left.size() == all(table).size(),
              late.orElse(null)));
    }
    return work;
  }

  private List<Frame> all(FrameTable table) {
    return frames.getOrDefault(table, List.of());
  }

  /** All or nothing, where parts cannot be trusted. */
  private List<Frame> left(FrameTable table, LoadJournal journal) {
    List<Frame> left = all(table).stream().filter(frame -> !isDone(table, frame, journal)).toList();
    return transactional.contains(table) || left.isEmpty() ? left : all(table);
  }

  private boolean isDone(FrameTable table, Frame frame, LoadJournal journal) {
    return (othersTrusted || transactional.contains(table)) && journal.isDone(Portion.part(frame));
  }

  private List<FrameTable> biggestFirst() {
    return frames.keySet().stream()
        .sorted(Comparator.comparingLong((FrameTable table) -> bytes(all(table))).reversed())
        .toList();
  }

  private List<Portion> portions(FrameTable table, List<Frame> left) {
    String database = targets.getOrDefault(table, "");
    if (transactional.contains(table) || left.isEmpty()) {
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

  private static Set<String> innodb(TargetSession session, String database, boolean folds)
      throws SQLException {
    String sql =
        "SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = %s AND ENGINE = 'InnoDB'"
            .formatted(LoadJournal.literal(database));
    Set<String> names = new HashSet<>();
    session.column(sql).forEach(name -> names.add(folded(name, folds)));
    return names;
  }

  private static String folded(String name, boolean folds) {
    return folds ? name.toLowerCase(Locale.ROOT) : name;
  }
}
