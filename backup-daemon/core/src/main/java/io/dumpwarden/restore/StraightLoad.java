package io.dumpwarden.restore;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.script.ScriptNotes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Loads into databases that are not there or empty, or were emptied for it. */
final class StraightLoad extends Load {

  private final TargetChanges changes;
  private final List<String> missing = new ArrayList<>();

  StraightLoad(TargetTools tools, RestoreWork work) {
    super(tools, work);
    this.changes = new TargetChanges(tools, work);
  }

  @Override
  void run() throws SQLException {
    work().meter().enter(RestorePhase.LOADING);
    changes.clear(swaps());
    work().control().throwIfEnded();
    changes.loading();
    loader().load(new Chosen(work().source(), work().plan()).all());
    requireSomething();
    work().meter().enter(RestorePhase.CHECKING_RESULT);
    compare();
  }

  @Override
  List<String> warnings() {
    return loader().references();
  }

  @Override
  List<String> missing() {
    return List.copyOf(missing);
  }

  @Override
  String undo() {
    return changes.undo(loader().reached());
  }

  /** Patterns of tables may match nothing: then nothing was restored. */
  private void requireSomething() {
    boolean none =
        !work().request().choice().tables().isEmpty()
            && loader().notes().map(ScriptNotes::tables).filter(t -> t.isEmpty()).isPresent();
    if (none) {
      throw new DumpwardenException(
          ErrorCode.NOT_FOUND,
          "%s holds no table that is chosen".formatted(work().source().describe()));
    }
  }

  private void compare() throws SQLException {
    LoadedCheck expected = expected();
    try (Connection connection = tools().connector().connect(work().target().login())) {
      List<String> present = tools().inspector().databases(connection);
      for (DatabasePlan database : work().plan().databases()) {
        if (present.stream().noneMatch(database.to()::equalsIgnoreCase)) {
          missing.add("database " + database.to());
          continue;
        }
        missing.addAll(
            expected.missing(
                database.from(), tools().inspector().inventory(connection, database.to())));
      }
    }
  }
}
