package io.dumpwarden.app.command;

import io.dumpwarden.app.HoldsWiring;
import io.dumpwarden.app.Platform;
import io.dumpwarden.retention.BackupDeletion;
import io.dumpwarden.retention.CopyVerdict;
import io.dumpwarden.retention.DeletionWish;
import io.dumpwarden.view.DeletionView;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Deletes backups before their time. */
@Command(
    name = "delete",
    description = {
      "Deletes the stored copies of backups; their history stays.",
      "What is being written stays, and what its storage locks: --force does not change that, and"
          + " bypassing a lock in governance mode is not offered."
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {"0:all are deleted", "1:none is", "3:some are"})
final class BackupsDeleteCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "ID", description = "The backups' ids.")
  private List<String> ids = List.of();

  @Option(names = "--storage", paramLabel = "NAME", description = "Only the copies there.")
  private @Nullable String storage;

  @Option(
      names = "--force",
      description = "Also what is pinned, and the last good copy of a database on its storage.")
  private boolean force;

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  private final CommandContext context;

  BackupsDeleteCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    try (Platform platform = context.open()) {
      BackupDeletion deletion = HoldsWiring.deletion(platform);
      DeletionWish wish = new DeletionWish(ids, storage, force);
      List<CopyVerdict> plan = deletion.plan(wish);
      if (plan.stream().noneMatch(CopyVerdict::mayGo)) {
        return report(plan, platform.clock().instant());
      }
      requireConsent(plan, platform.clock().instant());
      return report(deletion.delete(wish, context.actor()), platform.clock().instant());
    }
  }

  private void requireConsent(List<CopyVerdict> plan, Instant now) {
    if (yes) {
      return;
    }
    PrintWriter err = spec.commandLine().getErr();
    DeletionTable.of(DeletionView.of(plan), now).print(err);
    long going = plan.stream().filter(CopyVerdict::mayGo).count();
    if (!Terminal.confirm("Delete %d of %d copies?".formatted(going, plan.size()))) {
      throw new ParameterException(
          spec.commandLine(), "not confirmed: add --yes to delete without being asked");
    }
  }

  private int report(List<CopyVerdict> outcomes, Instant now) {
    PrintWriter out = CommandContext.out(spec);
    List<DeletionView> views = DeletionView.of(outcomes);
    long deleted = views.stream().filter(DeletionView::deleted).count();
    if (json) {
      out.println(Json.of(views));
    } else if (views.isEmpty()) {
      out.println("no copy is left to delete");
    } else {
      DeletionTable.of(views, now).print(out);
      out.printf("deleted %d of %d copies%n", deleted, views.size());
    }
    if (deleted == views.size()) {
      return ExitCode.DONE;
    }
    return deleted == 0 ? ExitCode.FAILED : ExitCode.PARTIAL;
  }
}
