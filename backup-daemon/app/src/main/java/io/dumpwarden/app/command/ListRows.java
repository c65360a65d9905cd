package io.dumpwarden.app.command;

import io.dumpwarden.app.Platform;
import io.dumpwarden.form.RowForm;
import io.dumpwarden.form.RowJson;
import io.dumpwarden.form.ShownRow;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Lists the rows of a kind. */
abstract class ListRows extends RowCommand {

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  ListRows(CommandContext context, RowForm form) {
    super(context, form);
  }

  @Override
  void addOptions(CommandSpec to) {}

  @Override
  public final Integer call() {
    try (Platform platform = context().open()) {
      List<ShownRow> rows =
          ShownRow.all(
              form(),
              platform.rows().all(),
              platform.rowStates().all(),
              platform.clock().instant());
      if (json) {
        out().println(Json.of(rows.stream().map(row -> RowJson.of(form(), row)).toList()));
      } else if (rows.isEmpty()) {
        out().printf("there are no %s yet%n", form().plural());
      } else {
        RowTable.of(form().kind(), rows, platform.clock().instant()).print(out());
      }
    }
    return ExitCode.DONE;
  }
}
