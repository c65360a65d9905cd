package io.dumpwarden.restore;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.restore.RestoreRequest.Users.Which;
import io.dumpwarden.swap.SwapOutcome;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One restore, step by step; used once. */
final class RestoreSteps {

  private static final Logger LOG = LoggerFactory.getLogger(RestoreSteps.class);

  private final TargetTools tools;
  private final SafetyBackup safety;
  private final RestoreWork work;
  private final Load load;
  private final Course course = new Course();

  RestoreSteps(TargetTools tools, SafetyBackup safety, RestoreWork work) {
    this.tools = tools;
    this.safety = safety;
    this.work = work;
    this.load = Load.of(tools, work);
  }

  RestoreOutcome run() {
    try {
      work.plan().requireRunnable();
      checkSource();
      try (TargetLocks alone = TargetLocks.take(tools, work.target(), targets())) {
        change();
      }
      enter(RestorePhase.DONE);
      return course.ended(load, work.meter());
    } catch (RuntimeException | SQLException e) {
      DumpwardenException why = known(e);
      work.meter().say("failed: " + why.getMessage());
      return course.failed(why, load, work);
    }
  }

  private void change() throws SQLException {
    checkTarget();
    Optional<AccountLoad> accounts = readAccounts();
    if (work.request().users().which() != Which.ONLY) {
      takeSafetyBackup();
      loadAll();
    }
    if (accounts.isPresent()) {
      restoreAccounts(accounts.get());
    }
  }

  private void checkSource() {
    enter(RestorePhase.CHECKING_SOURCE);
    NeededFrames needed = NeededFrames.of(work);
    work.meter().say("reading %s through%s".formatted(work.source().describe(), needed.said()));
    Runnable release = work.control().hold(work.source()::close);
    try {
      course.checked(() -> needed.check(work.source(), work.meter()::checked));
    } finally {
      release.run();
    }
    work.control().throwIfEnded();
    work.meter().expect(needed.rawBytes(work.source()));
    work.meter().say("good: %s".formatted(work.source().describe()));
    work.meter().say(work.source().warnings());
    requireProven();
  }

  /** What nobody can tell to be whole does not take the place of what is. */
  private void requireProven() {
    if (!work.source().isProvenWhole() && !work.plan().endangered().isEmpty()) {
      throw new DumpwardenException(
          ErrorCode.RESTORE_REFUSED,
          "%s has neither a manifest nor the dump tool's last line: it may be cut off"
              .formatted(work.source().describe()),
          "restore it beside what is there by --into-new, and look at it first",
          null);
    }
  }

  /** What was true when the plan was shown is to be true now. */
  private void checkTarget() throws SQLException {
    enter(RestorePhase.CHECKING_TARGET);
    // what another restore left is not to be broken off by the end of this one
    work.control().shielded(this::recoverLeftovers);
    work.control().throwIfEnded();
    load.swaps().requireNoneOf(work.target().login(), targets());
    new RestorePlanner(tools).requireUnchanged(work.plan());
  }

  private void recoverLeftovers() {
    for (SwapOutcome outcome : load.swaps().recover(work.target().login())) {
      work.meter().say("left by an earlier restore: " + outcome.message());
      outcome.notes().forEach(work.meter()::say);
    }
  }

  private Set<String> targets() {
    return Set.copyOf(work.plan().names().values());
  }

  private Optional<AccountLoad> readAccounts() {
    return work.request().users().which() == Which.NONE
        ? Optional.empty()
        : Optional.of(AccountLoad.read(tools, work));
  }

  private void takeSafetyBackup() {
    List<String> endangered = work.plan().endangered();
    if (!work.request().safetyBackup() || endangered.isEmpty()) {
      return;
    }
    enter(RestorePhase.SAFETY_BACKUP);
    SafetyBackup.Kept kept = safety.take(work.id(), endangered, bytes -> {});
    course.kept(kept);
    work.meter().say("what is there is kept: " + kept.description());
    // that may have taken hours
    new RestorePlanner(tools).requireUnchanged(work.plan());
  }

  private void loadAll() throws SQLException {
    work.control().throwIfEnded();
    course.loaded(load::run);
    load.warnings().forEach(work.meter()::say);
  }

  private void restoreAccounts(AccountLoad accounts) throws SQLException {
    enter(RestorePhase.USERS);
    course.accounts(accounts.apply());
  }

  private void enter(RestorePhase phase) {
    work.meter().enter(phase);
  }

  /** The end from outside comes first: what else went wrong followed from it. */
  private DumpwardenException known(Exception e) {
    if (work.control().isEnded()) {
      return work.control().reason().orElseThrow();
    }
    if (e instanceof DumpwardenException known) {
      return known;
    }
    if (e instanceof SQLException) {
      return new DumpwardenException(
          ErrorCode.SERVER_GONE,
          "server %s went away: %s".formatted(work.target().name(), e.getMessage()),
          e);
    }
    LOG.error("restore {} failed unexpectedly", work.id(), e);
    return new DumpwardenException(ErrorCode.INTERNAL, "unexpected: " + e, e);
  }
}
