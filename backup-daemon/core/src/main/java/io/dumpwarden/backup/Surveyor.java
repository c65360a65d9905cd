package io.dumpwarden.backup;

import io.dumpwarden.accounts.AccountScope;
import io.dumpwarden.accounts.AccountScript;
import io.dumpwarden.config.SelectionMode;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.preflight.Finding;
import io.dumpwarden.preflight.Survey;
import io.dumpwarden.source.BinlogPosition;
import io.dumpwarden.source.Inventory;
import io.dumpwarden.storage.Secret;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks at what is to be dumped, on one connection, right before the dump. */
final class Surveyor {

  private final PreparedRun run;
  private final Inventories server;

  Surveyor(PreparedRun run) {
    this.run = run;
    this.server = run.inventories();
  }

  /**
   * What the unit's databases hold now, and what the server's state means for the dump.
   *
   * @throws io.dumpwarden.error.DumpwardenException {@code NOT_FOUND} where one is gone, or where
   *     somebody asked to leave out a table that is not there
   */
  BeforeDump survey(DumpUnit unit) {
    return server.ask(connection -> survey(connection, unit));
  }

  /** Where the binary log stands now; empty where that is not to be learned. */
  Optional<BinlogPosition> position() {
    return run.facts().binlog() ? server.ask(this::position) : Optional.empty();
  }

  private BeforeDump survey(Connection connection, DumpUnit unit) {
    Survey survey = server.sources().preflight().survey(connection, run.facts(), unit.databases());
    requireKnown(survey.inventories());
    server.sources().preflight().beforeRun(connection, server.login(), survey).stream()
        .filter(finding -> !finding.isOk())
        .map(Finding::line)
        .forEach(run.active().log()::add);
    List<String> warnings = new ArrayList<>();
    Secret users = users(connection, unit, warnings);
    return new BeforeDump(survey, position(connection).orElse(null), users, warnings);
  }

  /** Somebody who asked can write a name right; a schedule's backup is good without it. */
  private void requireKnown(List<Inventory> inventories) {
    List<String> unknown = UnknownTables.of(run.spec().contents(), inventories);
    if (!unknown.isEmpty() && run.schedule().isBuiltIn()) {
      throw new DumpwardenException(
          ErrorCode.NOT_FOUND, UnknownTables.message(String.join(", ", unknown)));
    }
  }

  private Optional<BinlogPosition> position(Connection connection) {
    return run.facts().binlog()
        ? server.inspector().position(connection, run.facts())
        : Optional.empty();
  }

  private @Nullable Secret users(Connection connection, DumpUnit unit, List<String> warnings) {
    if (!run.spec().contents().users()) {
      return null;
    }
    AccountScope scope =
        run.spec().selection().mode() == SelectionMode.ALL
            ? AccountScope.ALL
            : AccountScope.on(unit.databases());
    AccountScript.Result accounts = run.accounts().read(connection, run.facts(), scope);
    warnings.addAll(accounts.warnings());
    return accounts.sql();
  }
}
