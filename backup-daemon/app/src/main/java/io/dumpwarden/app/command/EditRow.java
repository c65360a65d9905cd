package io.dumpwarden.app.command;

import io.dumpwarden.access.RowChanges;
import io.dumpwarden.app.Platform;
import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.form.RowForm;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Changes what is given in a row, and nothing else. */
abstract class EditRow extends RowCommand {

  @Option(
      names = "--if-version",
      paramLabel = "N",
      description = "Only where the row still has this version, from `show --json`.")
  private @Nullable Long version;

  EditRow(CommandContext context, RowForm form) {
    super(context, form);
  }

  @Override
  void addOptions(CommandSpec to) {
    arguments().addKeys(to);
    arguments().addColumns(to, false);
  }

  @Override
  public final Integer call() {
    RowInput input = RowInput.read(form(), parsed(), context());
    if (input.isEmpty()) {
      throw new ParameterException(
          spec().commandLine(), "nothing to change: give at least one option with its new value");
    }
    try (Platform platform = context().open()) {
      ConfigRow row = row(platform);
      RowChanges changes = input.on(row);
      beforeEdit(platform, row, changes);
      OptionalLong expected = OptionalLong.of(version == null ? row.version() : version);
      ConfigRow after =
          platform.editor().edit(form().kind(), key(), expected, changes, context().actor());
      out().printf("changed %s %s, now version %d%n", form().noun(), key(), after.version());
      RowProblems.warn(platform, form(), key(), spec().commandLine().getErr());
    }
    return ExitCode.DONE;
  }

  /** What a changed row of this kind needs first. */
  void beforeEdit(Platform platform, ConfigRow row, RowChanges changes) {}
}
