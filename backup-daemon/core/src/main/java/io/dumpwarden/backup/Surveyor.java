package io.dumpwarden.backup;

import io.dumpwarden.source.BinlogPosition;
import io.dumpwarden.source.BrokenView;
import io.dumpwarden.source.Inventory;
import io.dumpwarden.source.ServerInspector;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at what is to be dumped, on one connection, right before the dump. */
final class Surveyor {

  private final PreparedRun run;
  private final ServerInspector inspector;

  Surveyor(PreparedRun run) {
    this.run = run;
    this.inspector = run.inventories().inspector();
  }

  /**
   * What the unit's databases hold now.
   *
   * @throws io.dumpwarden.error.DumpwardenException {@code NOT_FOUND} where one is gone
   */
  Survey survey(DumpUnit unit) {
    return run.inventories().ask(connection -> survey(connection, unit));
  }

  /** Where the binary log stands now; empty where that is not to be learned. */
  Optional<BinlogPosition> position() {
    return run.facts().binlog()
        ? run.inventories().ask(connection -> inspector.position(connection, run.facts()))
        : Optional.empty();
  }

  private Survey survey(Connection connection, DumpUnit unit) {
    List<Inventory> inventories = new ArrayList<>();
    List<BrokenView> broken = new ArrayList<>();
    for (String database : unit.databases()) {
      Inventory inventory = inspector.inventory(connection, database);
      inventories.add(inventory);
      if (!inventory.views().isEmpty()) {
        broken.addAll(inspector.brokenViews(connection, database));
      }
    }
    broken.removeIf(view -> run.spec().contents().excludesTable(view.database(), view.name()));
    BinlogPosition position =
        run.facts().binlog() ? inspector.position(connection, run.facts()).orElse(null) : null;
    return new Survey(inventories, broken, position, null, List.of());
  }
}
