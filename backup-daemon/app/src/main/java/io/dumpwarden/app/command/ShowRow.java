package io.dumpwarden.app.command;

import io.dumpwarden.app.Platform;
import io.dumpwarden.form.RowForm;
import io.dumpwarden.form.RowJson;
import io.dumpwarden.form.ShownRow;
import io.dumpwarden.view.Ages;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Shows everything about one row but its secrets. */
abstract class ShowRow extends RowCommand {

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  ShowRow(CommandContext context, RowForm form) {
    super(context, form);
  }

  @Override
  public final Integer call() {
    try (Platform platform = context().open()) {
      Map<String, @Nullable Object> shown =
          RowJson.of(
              form(),
              ShownRow.of(
                  row(platform),
                  form(),
                  platform.rows().all(),
                  platform.rowStates().all(),
                  platform.clock().instant()));
      if (json) {
        out().println(Json.of(shown));
      } else {
        table(shown, platform.clock().instant()).print(out());
      }
    }
    return ExitCode.DONE;
  }

  private static Table table(Map<String, @Nullable Object> shown, Instant now) {
    Table table = new Table("FIELD", "VALUE");
    shown.forEach((name, value) -> addLines(table, name, value, now));
    return table;
  }

  private static void addLines(Table table, String name, @Nullable Object value, Instant now) {
    if (value instanceof Map<?, ?> inner) {
      inner.forEach((key, text) -> table.row(name + "." + key, text));
    } else if (value instanceof Instant at) {
      table.row(name, Ages.withAge(at, now));
    } else {
      table.row(name, value == null ? "-" : value);
    }
  }
}
