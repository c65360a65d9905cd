package io.dumpwarden.restore;

import io.dumpwarden.config.Glob;
import io.dumpwarden.config.TableGlob;
import io.dumpwarden.script.Rewrite;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants restored, and how.
 *
 * @param safetyBackup whether what is replaced is backed up first
 * @param by who asked for it
 * @param ticket null where none was given
 */
public record RestoreRequest(
    RestoreTarget target,
    Choice choice,
    Existing existing,
    Load load,
    Users users,
    boolean safetyBackup,
    String by,
    @Nullable String ticket) {

  /**
   * What of the source is restored, and under which names.
   *
   * @param databases only those that one of these matches; all where empty
   * @param newName what the only chosen database is called in the target; null for its own name
   * @param renames new names by old ones, for several
   * @param tables only those that one of these matches; everything where empty
   */
  public record Choice(
      List<Glob> databases,
      @Nullable String newName,
      Map<String, String> renames,
      List<TableGlob> tables) {

    public static final Choice ALL = new Choice(List.of(), null, Map.of(), List.of());

    public Choice {
      databases = List.copyOf(databases);
      renames = Map.copyOf(renames);
      tables = List.copyOf(tables);
    }
  }

  /**
   * How it is loaded.
   *
   * @param withoutBinlog keep the load out of the target's binary log
   * @param continueOnError collect the errors of statements and go on; ends as partial
   * @param rewrites of statements that the target does not take
   * @param parallel how many connections load rows, where the dump has an index; 0 for as many as
   *     there are processors, at most 4
   * @param resume go on where an earlier restore of the same into the same databases stopped
   */
  public record Load(
      boolean withoutBinlog,
      boolean continueOnError,
      Set<Rewrite> rewrites,
      int parallel,
      boolean resume) {

    public static final Load STRICT = new Load(false, false, Set.of());

    private static final int USUALLY_AT_MOST = 4;

    public Load {
      rewrites = Set.copyOf(rewrites);
      if (parallel < 0) {
        throw new IllegalArgumentException("a number of connections is not negative");
      }
    }

    public Load(boolean withoutBinlog, boolean continueOnError, Set<Rewrite> rewrites) {
      this(withoutBinlog, continueOnError, rewrites, 0, false);
    }

    /** How many connections load rows. */
    int connections() {
      return parallel > 0
          ? parallel
          : Math.min(USUALLY_AT_MOST, Runtime.getRuntime().availableProcessors());
    }
  }

  /** Whether accounts and grants are restored, and what becomes of accounts that exist. */
  public record Users(Which which, boolean replaceExisting) {

    public static final Users NONE = new Users(Which.NONE, false);

    /** Databases, accounts, or both. */
    public enum Which {
      NONE,
      WITH,
      ONLY
    }
  }

  /** All of a source under its own names into a server that has none of its databases. */
  public static RestoreRequest plain(RestoreTarget target, String by) {
    return new RestoreRequest(
        target, Choice.ALL, Existing.REFUSE, Load.STRICT, Users.NONE, true, by, null);
  }
}
