package io.dumpwarden.app.command;

import io.dumpwarden.config.DumpOptionTable;
import io.dumpwarden.view.DumpOptionView;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The table of dump options. */
@Command(name = "list", description = "Lists the dump options there are and what they take.")
final class DumpOptionsListCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() {
    List<DumpOptionView> options = DumpOptionTable.all().stream().map(DumpOptionView::of).toList();
    PrintWriter out = CommandContext.out(spec);
    if (json) {
      out.println(Json.of(options));
      return ExitCode.DONE;
    }
    Table table = new Table("NAME", "TAKES", "STANDARD", "SETTABLE", "TOOLS", "MEANING");
    for (DumpOptionView option : options) {
      table.row(
          option.name(),
          option.values(),
          option.standard(),
          option.settable() ? "yes" : "no",
          option.tools(),
          option.meaning());
    }
    table.print(out);
    return ExitCode.DONE;
  }
}
