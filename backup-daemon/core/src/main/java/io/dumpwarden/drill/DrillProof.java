package io.dumpwarden.drill;

import io.dumpwarden.drill.DrillResult.TableProof;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.source.Inventory;
import io.dumpwarden.source.ServerInspector;
import io.dumpwarden.source.TableFacts;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Looks at what was restored and holds it against what was dumped. Used once, by one thread. */
final class DrillProof {

  private final Connection connection;
  private final ServerInspector inspector = new ServerInspector();
  private final RestoredTables restored;
  private final DrillSubject subject;
  private final ThrowawayServer server;
  private final DumpedRows rows;
  private final DrillFindings findings;

  DrillProof(
      Connection connection,
      DrillSubject subject,
      ThrowawayServer server,
      DumpedRows rows,
      DrillFindings findings) {
    this.connection = connection;
    this.restored = new RestoredTables(connection);
    this.subject = subject;
    this.server = server;
    this.rows = rows;
    this.findings = findings;
  }

  void prove() throws SQLException {
    if (subject.manifest().inventories().isEmpty()) {
      findings.unproven.add("the manifest has no inventory: what should be there is not known");
    }
    for (String database : subject.backup().databases()) {
      Inventory was =
          subject.manifest().inventories().stream()
              .filter(inventory -> inventory.database().equals(database))
              .findFirst()
              .orElseGet(() -> Inventory.empty(database));
      prove(was, server.databases().getOrDefault(database, database));
    }
  }

  private void prove(Inventory was, String here) throws SQLException {
    Inventory is;
    try {
      is = inspector.inventory(connection, here);
    } catch (DumpwardenException e) {
      if (e.code() != ErrorCode.NOT_FOUND) {
        throw e;
      }
      findings.problems.add("database %s is not there".formatted(was.database()));
      return;
    }
    ExpectedObjects expected = new ExpectedObjects(subject.manifest(), was);
    findings.problems.addAll(expected.missingFrom(is));
    findings.notes.addAll(expected.unexpectedIn(is));
    findings.notes.addAll(expected.leftOut());
    if (!was.collation().isEmpty() && !was.collation().equals(is.collation())) {
      note("database %s has collation %s here", was.database(), is.collation());
    }
    proveTables(was, is, expected);
    proveViews(was, is);
  }

  /** Those that came back, and those that should have. */
  private void proveTables(Inventory was, Inventory is, ExpectedObjects expected)
      throws SQLException {
    Set<String> all = new TreeSet<>(expected.tables());
    is.tables().forEach(table -> all.add(table.name()));
    for (String name : all) {
      TableProof proof =
          is.tables().stream()
              .filter(table -> table.name().equals(name))
              .findFirst()
              .map(table -> prove(was, is.database(), table))
              .orElseGet(() -> new TableProof(was.database(), name, null, null, null));
      findings.tables.add(proof);
    }
  }

  private TableProof prove(Inventory was, String here, TableFacts table) {
    String title = was.database() + "." + table.name();
    Long dumped = restored.keepsRowsElsewhere(table) ? null : rows.of(was.database(), table.name());
    RestoredTables.Count count = restored.count(here, table);
    String check = restored.check(here, table.name());
    TableProof proof = new TableProof(was.database(), table.name(), dumped, count.rows(), check);
    if (count.problem() != null) {
      problem("the rows of table %s cannot be counted: %s", title, count.problem());
    } else if (!proof.countFits()) {
      problem("table %s has %d rows, the dump inserts %d", title, proof.rows(), dumped);
    } else if (dumped == null && !restored.keepsRowsElsewhere(table)) {
      findings.unproven.add("the dump does not tell how many rows table %s has".formatted(title));
    }
    if (RestoredTables.isDamaged(check)) {
      problem("CHECK TABLE of %s says: %s", title, check);
    }
    engineOf(was, table, title);
    return proof;
  }

  /** Servers replace an engine that they do not have. */
  private void engineOf(Inventory was, TableFacts is, String title) {
    was.tables().stream()
        .filter(table -> table.name().equals(is.name()))
        .filter(table -> table.engine() != null && !sameEngine(table, is))
        .findFirst()
        .ifPresent(
            table ->
                findings.unproven.add(
                    "table %s is of engine %s here instead of %s"
                        .formatted(title, is.engine(), table.engine())));
  }

  private static boolean sameEngine(TableFacts was, TableFacts is) {
    return Objects.requireNonNullElse(was.engine(), "")
        .equalsIgnoreCase(Objects.requireNonNullElse(is.engine(), ""));
  }

  private void proveViews(Inventory was, Inventory is) {
    for (String view : is.views()) {
      String refusal = restored.whyViewFails(is.database(), view);
      if (refusal != null) {
        problem("view %s.%s does not open: %s", was.database(), view, refusal);
      }
    }
  }

  private void problem(String text, @Nullable Object... values) {
    findings.problem(text, values);
  }

  private void note(String text, Object... values) {
    findings.notes.add(text.formatted(values));
  }
}
