package io.dumpwarden.app.command;

import io.dumpwarden.app.RestoreWords;
import io.dumpwarden.config.Flavor;
import io.dumpwarden.restore.Existing;
import io.dumpwarden.restore.RestoreRequest.Load;
import io.dumpwarden.restore.RestoreRequest.Users;
import io.dumpwarden.restore.RestoreRequest.Users.Which;
import io.dumpwarden.script.Rewrite;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How something is restored: what becomes of what is there, and how it is loaded. A mixin. */
final class RestoreHow {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec mixee;

  @Option(
      names = "--replace",
      description = {
        "Replace a database that is not empty: the new data is loaded beside it, checked, and put in"
            + " its place; a failure leaves the old data. With --table, only those tables."
      })
  private boolean replace;

  @Option(
      names = "--in-place",
      description =
          "With --replace: drop what is there first and load in its place, where a swap is not"
              + " possible. A failure leaves a gap.")
  private boolean inPlace;

  @Option(
      names = "--into-new",
      description =
          "Leave what is there: each database is restored as NAME_restored_DATE_TIME, or under the"
              + " name of --database.")
  private boolean intoNew;

  @Option(
      names = "--skip-safety-backup",
      description = "Do not back up what is replaced before it is touched.")
  private boolean skipSafetyBackup;

  @Option(
      names = "--safety-dir",
      paramLabel = "DIR",
      description =
          "Write that backup into this folder, not to storages: needed for a server of --host.")
  private @Nullable Path safetyFolder;

  @Option(
      names = "--continue-on-error",
      description =
          "Collect the errors of statements and go on; ends as partial. Nothing is swapped in then:"
              + " with --replace it takes --in-place.")
  private boolean continueOnError;

  @Option(
      names = "--no-binlog",
      description = "Keep the load out of the server's binary log: replicas do not get it.")
  private boolean noBinlog;

  @Option(
      names = "--rewrite",
      split = ",",
      paramLabel = "LIST",
      description =
          "Change statements that the server does not take, where that is known to be safe:"
              + " collations, definers, or what --dry-run names; 'all' for all that it names.")
  private List<String> rewrites = new ArrayList<>();

  @Option(names = "--with-users", description = "Restore accounts and grants too.")
  private boolean withUsers;

  @Option(names = "--users-only", description = "Restore accounts and grants alone.")
  private boolean usersOnly;

  @Option(
      names = "--replace-users",
      description = "Give accounts that exist the password and grants of the backup.")
  private boolean replaceUsers;

  @Option(
      names = "--parallel",
      paramLabel = "N",
      description =
          "How many connections load rows of a backup that says where its tables are: as many as"
              + " there are processors, at most 4, unless you say. Others are loaded by one client.")
  private @Nullable Integer parallel;

  @Option(
      names = "--resume",
      description =
          "Go on where an earlier restore of the same into the same databases stopped, whose process"
              + " or server died. For backups that --parallel is for.")
  private boolean resume;

  Existing existing() {
    if (inPlace && !replace) {
      throw usage("--in-place goes with --replace");
    }
    if (intoNew && replace) {
      throw usage("--into-new contradicts --replace: give one of them");
    }
    if (parallel != null && (parallel < 1 || parallel > 64)) {
      throw usage("--parallel: a number from 1 to 64");
    }
    if (resume && (replace || intoNew)) {
      throw usage(
          "--resume goes on with databases that are there: leave out --replace, --into-new");
    }
    if (resume && continueOnError) {
      throw usage(
          "--resume contradicts --continue-on-error, which loads by a client: give one of them");
    }
    if (intoNew) {
      return Existing.INTO_NEW;
    }
    if (!replace) {
      return Existing.REFUSE;
    }
    return inPlace ? Existing.IN_PLACE : Existing.REPLACE;
  }

  boolean safetyBackup() {
    return !skipSafetyBackup;
  }

  /** Null for the storages. */
  @Nullable Path safetyFolder() {
    if (safetyFolder != null && skipSafetyBackup) {
      throw usage("--safety-dir contradicts --skip-safety-backup: give one of them");
    }
    if (safetyFolder != null && !Files.isDirectory(safetyFolder)) {
      throw usage("--safety-dir: there is no folder %s: make it first".formatted(safetyFolder));
    }
    return safetyFolder;
  }

  /** Whether the plan is to be asked which rewrites there are to be. */
  boolean rewritesAsNeeded() {
    return rewrites.contains(RestoreWords.AS_NEEDED);
  }

  /**
   * @param target what {@code collations} are rewritten for
   */
  Load load(Flavor target) {
    int connections = parallel == null ? 0 : parallel;
    return new Load(noBinlog, continueOnError, chosen(target), connections, resume);
  }

  Users users() {
    if (withUsers && usersOnly) {
      throw usage("--with-users contradicts --users-only: give one of them");
    }
    if (replaceUsers && !withUsers && !usersOnly) {
      throw usage("--replace-users goes with --with-users or --users-only");
    }
    Which which = usersOnly ? Which.ONLY : withUsers ? Which.WITH : Which.NONE;
    return new Users(which, replaceUsers);
  }

  private Set<Rewrite> chosen(Flavor target) {
    try {
      return RestoreWords.rewrites(rewrites, target);
    } catch (IllegalArgumentException e) {
      throw usage("--rewrite: " + e.getMessage());
    }
  }

  private ParameterException usage(String message) {
    return new ParameterException(mixee.commandLine(), message);
  }
}
