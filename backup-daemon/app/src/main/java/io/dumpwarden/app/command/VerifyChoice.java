package io.dumpwarden.app.command;

import io.dumpwarden.app.Platform;
import io.dumpwarden.app.VerifyWiring;
import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.Copy;
import io.dumpwarden.config.Durations;
import io.dumpwarden.config.Storage;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.verify.CopyFilter;
import io.dumpwarden.verify.Verifications;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Which copies `verify` looks at; a mixin. */
final class VerifyChoice {

  private static final int PAGE = 200;

  @Parameters(
      arity = "0..*",
      paramLabel = "BACKUP",
      description = "Ids of backups, from `dumpwarden backups`.")
  private List<String> ids = List.of();

  @Option(names = "--all", description = "Every copy there is.")
  private boolean all;

  @Option(
      names = "--older-than",
      paramLabel = "TIME",
      description = "Copies that were not verified for so long, or never, as 7d.")
  private @Nullable String olderThan;

  @Option(names = "--storage", paramLabel = "NAME", description = "Only copies on this storage.")
  private @Nullable String storage;

  @Option(names = "--server", paramLabel = "NAME", description = "Only this server's.")
  private @Nullable String server;

  @Option(names = "--schedule", paramLabel = "NAME", description = "Only this schedule's.")
  private @Nullable String schedule;

  /** Refuses what does not say which copies, or says it twice. */
  void check(CommandLine line) {
    if (ids.isEmpty() && !all && olderThan == null) {
      throw new ParameterException(
          line, "say which copies: ids of backups, --all, or --older-than 7d");
    }
    if (!ids.isEmpty() && (all || olderThan != null || server != null || schedule != null)) {
      throw new ParameterException(
          line, "ids of backups go with --storage only, not with --all or another choice");
    }
    age(line);
  }

  /** Hands out the copies, page by page. */
  void each(Platform platform, Verifications verifications, Consumer<Copy> work) {
    if (ids.isEmpty()) {
      CopyFilter filter = new CopyFilter(storageId(platform), server, schedule, notSince(platform));
      eachOf(filter, verifications, work);
    } else {
      ids.forEach(id -> eachOf(BackupsCommand.require(platform.catalog(), id), work));
    }
  }

  private static void eachOf(CopyFilter filter, Verifications verifications, Consumer<Copy> work) {
    List<Copy> page = verifications.after(filter, "", PAGE);
    while (!page.isEmpty()) {
      page.forEach(work);
      page = verifications.after(filter, page.get(page.size() - 1).id(), PAGE);
    }
  }

  private void eachOf(Backup backup, Consumer<Copy> work) {
    VerifyWiring.copiesToVerify(backup, storage).forEach(work);
  }

  private @Nullable String storageId(Platform platform) {
    String name = storage;
    return name == null
        ? null
        : platform
            .snapshots()
            .get()
            .storage(name)
            .map(Storage::id)
            .orElseThrow(
                () ->
                    new DumpwardenException(
                        ErrorCode.NOT_FOUND, "there is no valid storage " + name));
  }

  private @Nullable Instant notSince(Platform platform) {
    return olderThan == null ? null : platform.clock().instant().minus(Durations.parse(olderThan));
  }

  private @Nullable Duration age(CommandLine line) {
    try {
      return olderThan == null ? null : Durations.parse(olderThan);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(line, "--older-than: " + e.getMessage());
    }
  }
}
