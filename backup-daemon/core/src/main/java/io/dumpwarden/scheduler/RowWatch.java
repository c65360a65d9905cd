package io.dumpwarden.scheduler;

import io.dumpwarden.access.DirectEdits;
import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.config.ConfigRows;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.Problem;
import io.dumpwarden.config.RowRef;
import io.dumpwarden.config.RowState;
import io.dumpwarden.config.RowStates;
import io.dumpwarden.config.Storage;
import io.dumpwarden.storage.StorageException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices what changed in the configuration rows since the last look: has edits by plain SQL
 * audited and their secrets sealed, makes storages ready that came so, keeps each row's problem
 * where the operator sees it and logs it once.
 */
public final class RowWatch {

  private static final Logger LOG = LoggerFactory.getLogger(RowWatch.class);

  /** Stands before the hash of a storage that came by plain SQL and is not ready yet. */
  private static final String UNREADY = "new:";

  /** Stands before the hash of a schedule while all of them are paused. */
  private static final String PAUSED = "paused:";

  private final ConfigRows rows;
  private final RowStates states;
  private final ClearSecrets secrets;
  private final DirectEdits directEdits;
  private final NewStorages newStorages;

  public RowWatch(
      ConfigRows rows,
      RowStates states,
      ClearSecrets secrets,
      DirectEdits directEdits,
      NewStorages newStorages) {
    this.rows = rows;
    this.states = states;
    this.secrets = secrets;
    this.directEdits = directEdits;
    this.newStorages = newStorages;
  }

  /** Compares the rows with what was last seen, and remembers them. */
  Sighting look(Instant now) {
    ClearSecrets.Sealed sealed = secrets.seal();
    ConfigSnapshot config = ConfigSnapshot.of(sealed.rows());
    Map<RowRef, RowState> before =
        states.all().stream().collect(Collectors.toMap(RowState::row, Function.identity()));
    Map<RowRef, RowState> seen = new HashMap<>();
    for (ConfigRow row : sealed.rows()) {
      Look look =
          new Look(row, before.get(row.ref()), sealed.found().contains(row.ref()), config, now);
      seen.put(row.ref(), rows.together(() -> see(look)));
    }
    before.keySet().stream().filter(ref -> !seen.containsKey(ref)).forEach(r -> forget(r, now));
    return new Sighting(config, seen);
  }

  /** The rows as they are, neither compared nor remembered. */
  ConfigSnapshot config() {
    return ConfigSnapshot.of(rows.all());
  }

  /** Keeps a schedule's next fire time for people to see. */
  void nextFire(RowRef schedule, Instant at) {
    states.nextFire(schedule, at);
  }

  private record Look(
      ConfigRow row,
      @Nullable RowState before,
      boolean wasClear,
      ConfigSnapshot config,
      Instant now) {

    boolean isChange(String hash) {
      return before == null || !plain(before.contentHash()).equals(hash);
    }

    boolean isPaused() {
      return row.kind() == ConfigKind.SCHEDULE && config.settings().paused();
    }
  }

  private RowState see(Look look) {
    String hash = ContentHash.of(look.row());
    RowState before = look.before();
    boolean change = look.isChange(hash);
    boolean direct = change && directEdits.changed(look.row(), before, look.wasClear(), look.now());
    List<Problem> problems =
        new ArrayList<>(look.config().problems().getOrDefault(look.row().ref(), List.of()));
    boolean unready = isUnready(before, direct) && !makeReady(look, problems);
    String problem = text(problems);
    boolean paused = look.isPaused();
    boolean restarts =
        change
            || (before.problem() != null && problem == null)
            // what would have fired meanwhile is not made up for, as of a schedule that is disabled
            || paused != before.contentHash().startsWith(PAUSED);
    RowState state =
        new RowState(
            look.row().ref(),
            unready ? UNREADY + hash : paused ? PAUSED + hash : hash,
            look.row().version(),
            restarts ? look.now() : before.seenSince(),
            problem,
            restarts || problem != null ? null : before.nextFireAt());
    if (!state.equals(before)) {
      logProblem(state, before);
      states.save(state);
    }
    return state;
  }

  private static boolean isUnready(@Nullable RowState before, boolean direct) {
    return before == null ? direct : before.contentHash().startsWith(UNREADY);
  }

  /** Once only, and never for a storage that was ready: its disk may just not be mounted. */
  private boolean makeReady(Look look, List<Problem> problems) {
    if (look.row().kind() != ConfigKind.STORAGE) {
      return true;
    }
    Optional<Storage> storage = look.config().storage(look.row().key()).filter(Storage::enabled);
    try {
      storage.ifPresent(newStorages::initialise);
      return storage.isPresent();
    } catch (StorageException | IllegalArgumentException e) {
      problems.add(new Problem("settings", "" + e.getMessage()));
      return false;
    }
  }

  private void forget(RowRef ref, Instant now) {
    rows.together(
        () -> {
          directEdits.removed(ref, now);
          states.remove(ref);
          return true;
        });
  }

  private static void logProblem(RowState now, @Nullable RowState before) {
    String then = before == null ? null : before.problem();
    if (now.problem() != null && !now.problem().equals(then)) {
      LOG.warn("{} is invalid and disabled: {}", now.row(), now.problem());
    } else if (now.problem() == null && then != null) {
      LOG.info("{} is valid again", now.row());
    }
  }

  private static @Nullable String text(List<Problem> problems) {
    return problems.isEmpty()
        ? null
        : problems.stream().map(Problem::toString).collect(Collectors.joining("; "));
  }

  private static String plain(String hash) {
    return hash.substring(
        hash.startsWith(UNREADY)
            ? UNREADY.length()
            : hash.startsWith(PAUSED) ? PAUSED.length() : 0);
  }
}
