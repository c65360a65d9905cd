package io.dumpwarden.app.command;

import io.dumpwarden.app.Platform;
import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.config.Nearest;
import io.dumpwarden.config.Problem;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.form.RowForm;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** A command on configuration rows of one kind. */
abstract class RowCommand implements Callable<Integer>, DescribesProblems {

  @Spec private CommandSpec spec;

  private final CommandContext context;
  private final RowForm form;

  RowCommand(CommandContext context, RowForm form) {
    this.context = context;
    this.form = form;
  }

  /** Adds the options that come from the form. */
  void addOptions(CommandSpec to) {
    arguments().addKeys(to);
  }

  final CommandContext context() {
    return context;
  }

  final RowArguments arguments() {
    return new RowArguments(form);
  }

  final RowForm form() {
    return form;
  }

  final CommandSpec spec() {
    return spec;
  }

  @Override
  public final String describe(Problem problem) {
    return form.describe(problem);
  }

  final PrintWriter out() {
    return CommandContext.out(spec);
  }

  final ParseResult parsed() {
    return spec.commandLine().getParseResult();
  }

  final String key() {
    return arguments().key(parsed());
  }

  /** The row that the command line names; where there is none, the error names the nearest. */
  final ConfigRow row(Platform platform) {
    return platform
        .rows()
        .find(form.kind(), key())
        .orElseThrow(() -> missing(form, key(), platform.rows().list(form.kind())));
  }

  static DumpwardenException missing(RowForm form, String key, List<ConfigRow> rows) {
    String hint = Nearest.hint(key, rows.stream().map(ConfigRow::key).toList());
    return new DumpwardenException(
        ErrorCode.NOT_FOUND, "there is no %s '%s'%s".formatted(form.noun(), key, hint));
  }

  /** Puts a row command's own options into its model. */
  static final class Options implements IModelTransformer {
    @Override
    public CommandSpec transform(CommandSpec spec) {
      spec.usageMessage().sortOptions(false).sortSynopsis(false);
      ((RowCommand) spec.userObject()).addOptions(spec);
      return spec;
    }
  }
}
