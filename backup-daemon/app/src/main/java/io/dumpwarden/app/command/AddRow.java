package io.dumpwarden.app.command;

import io.dumpwarden.access.RowChanges;
import io.dumpwarden.app.Platform;
import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.form.RowForm;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** Adds a row. */
abstract class AddRow extends RowCommand {

  AddRow(CommandContext context, RowForm form) {
    super(context, form);
  }

  @Override
  void addOptions(CommandSpec to) {
    arguments().addKeys(to);
    arguments().addColumns(to, true);
  }

  @Override
  public Integer call() {
    RowInput input = RowInput.read(form(), parsed(), context());
    RowChanges changes = input.asNew();
    try (Platform platform = context().open()) {
      added(
          platform,
          platform
              .editor()
              .add(
                  form().kind(),
                  id(platform, changes),
                  completed(platform, changes),
                  context().actor()));
      out().printf("added %s %s%n", form().noun(), key());
      RowProblems.warn(platform, form(), key(), spec().commandLine().getErr());
    }
    return ExitCode.DONE;
  }

  /** The id that the new row gets; null for a new one. */
  @Nullable String id(Platform platform, RowChanges changes) {
    return null;
  }

  /** What the command adds to what was given. */
  RowChanges completed(Platform platform, RowChanges changes) {
    return changes;
  }

  /** What else a new row of this kind needs. */
  void added(Platform platform, ConfigRow row) {}
}
