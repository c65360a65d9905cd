package io.dumpwarden.script;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides of each statement what of it passes, and with which changes. */
final class ScriptEditor {

  private final ScriptChoice choice;
  private final DatabaseNames names;
  private final ScriptNotes notes;
  private final Placement placement;
  private final StatementRewrites rewrites;

  private final StatementContext context = new StatementContext();
  private @Nullable SqlStatement statement;
  private Verdict verdict = Verdict.PASS;

  ScriptEditor(ScriptChoice choice, ScriptNotes notes) {
    this.choice = choice;
    this.notes = notes;
    this.names = new DatabaseNames(choice);
    this.placement = new Placement(choice, names, notes);
    this.rewrites = new StatementRewrites(choice, names);
  }

  void comment(SqlHead head) {
    context.comment(head);
  }

  /** Whether a line for the client alone passes. */
  boolean passesCommand(SqlHead head) {
    return !(choice.has(Rewrite.SANDBOX_LINE) && head.startsWith(SqlSplitter.SANDBOX));
  }

  /**
   * To be called first of all for each statement, and once.
   *
   * @param text its beginning or all of it, without the delimiter
   */
  Verdict place(String text, QuotingMode mode) throws IOException {
    StatementReader reader = context.reader(text, mode);
    SqlStatement read = context.enter(reader);
    statement = read;
    verdict = rewrites.drops(read, text) ? Verdict.DROP : placement.place(read, reader.rest());
    if (read.kind() == StatementKind.OTHER
        && names.renamesAny()
        && !References.in(text, 0, mode, names).isEmpty()) {
      throw new Unplaceable("names a database that gets another name");
    }
    return verdict;
  }

  /** Whether what was placed has to be there as a whole before it can be edited. */
  boolean needsWhole() {
    return verdict.passes() && statement != null && rewrites.needWhole(statement);
  }

  /**
   * The changes to what was placed, in their order.
   *
   * @param text as far as it is there
   */
  List<Edit> edits(String text, QuotingMode mode) {
    List<Edit> edits = new ArrayList<>();
    if (statement != null) {
      edits.addAll(rewrites.edits(statement, text, mode, placement.current()));
      note(statement, text, mode);
    }
    // a name in front of a list of columns looks like a call
    edits.removeIf(edit -> verdict.edits().stream().anyMatch(own -> own.start() == edit.start()));
    edits.addAll(verdict.edits());
    edits.sort(Comparator.comparingInt(Edit::start));
    return edits;
  }

  private void note(SqlStatement read, String text, QuotingMode mode) {
    if (read.kind().isDefinition()
        && read.verb().equals("CREATE")
        && !read.standIn()
        && read.name() != null
        && names.renamesAny()) {
      SqlStatement.QualifiedName table = read.table();
      int from = table == null ? read.name().name().end() : table.name().end();
      Set<String> found = References.in(text, from, mode, names);
      if (read.kind() == StatementKind.VIEW) {
        found.remove(placement.current());
      }
      for (String named : found) {
        notes.reference(
            new ScriptNotes.Reference(
                read.kind().objectKind(), placement.current(), read.name().name().text(), named));
      }
    }
  }
}
