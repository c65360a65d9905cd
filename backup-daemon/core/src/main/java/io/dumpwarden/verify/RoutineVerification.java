package io.dumpwarden.verify;

import io.dumpwarden.catalog.Copy;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.Settings;
import io.dumpwarden.config.Storage;
import io.dumpwarden.config.StorageType;
import io.dumpwarden.node.ClusterLock;
import io.dumpwarden.verify.CopyVerifier.Mode;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Verifies copies without being asked: a share of them in full, spread over the day, all of them by
 * a look once a day, and repairs what is lost. A storage that only one host reaches is that host's
 * to verify; any other is one node's at a time.
 */
public final class RoutineVerification {

  private static final Logger LOG = LoggerFactory.getLogger(RoutineVerification.class);

  private static final Duration DAY = Duration.ofDays(1);

  /** How much of its share a node that was away, or too slow, catches up on. */
  private static final Duration BACKLOG = Duration.ofHours(1);

  private static final Duration REPAIRS = Duration.ofHours(1);
  private static final Mode READ = new Mode(false, true);
  private static final Mode LOOK = new Mode(true, true);
  private static final int PAGE = 200;

  /**
   * Where it is at work.
   *
   * @param isOfAnother whether a storage is another host's to verify
   */
  public record Surroundings(
      Supplier<ConfigSnapshot> config,
      Predicate<Storage> isOfAnother,
      ClusterLock lock,
      InstantSource clock) {}

  private final Surroundings around;
  private final Verifications verifications;
  private final CopyVerifier verifier;
  private final RateLimit rate;

  /**
   * @param rate what the verifier reads by; set here as the settings say
   */
  public RoutineVerification(
      Surroundings around, Verifications verifications, CopyVerifier verifier, RateLimit rate) {
    this.around = around;
    this.verifications = verifications;
    this.verifier = verifier;
    this.rate = rate;
  }

  /** Reads the copies whose turn it is, one of each storage after the other. */
  public void readDue() {
    readDue(ofThisHost(true));
    around.lock().tryRun("verify", () -> readDue(ofThisHost(false)));
  }

  /** Looks whether all copies are there, and repairs what is lost, each when it is time for it. */
  public void lookAndRepair() {
    ofThisHost(true).forEach(this::lookAndRepair);
    around.lock().tryRun("verify-look", () -> ofThisHost(false).forEach(this::lookAndRepair));
  }

  /**
   * @param alone those that no other host reaches, or those that others reach too
   */
  private List<Storage> ofThisHost(boolean alone) {
    return around.config().get().storages().stream()
        .filter(Storage::enabled)
        .filter(storage -> isOfOneHost(storage) == alone)
        .filter(around.isOfAnother().negate())
        .toList();
  }

  private static boolean isOfOneHost(Storage storage) {
    return storage.type() == StorageType.LOCAL
        && !storage.setting("shared").map(Boolean::parseBoolean).orElse(false);
  }

  private void readDue(List<Storage> storages) {
    Set<String> away = new HashSet<>();
    boolean any = true;
    while (any) {
      any = false;
      for (Storage storage : storages) {
        any |= !away.contains(storage.id()) && readNext(storage, away);
      }
    }
  }

  /** Answers whether it was this storage's turn. */
  private boolean readNext(Storage storage, Set<String> away) {
    Settings.Verification settings = around.config().get().settings().verification();
    rate.set(settings.bytesPerSecond());
    double eachDay = settings.perDay() * verifications.stored(storage.name());
    if (eachDay <= 0) {
      return false;
    }
    Duration interval = Duration.ofMillis((long) (DAY.toMillis() / eachDay));
    if (!isTurn(storage, "read", interval, BACKLOG)) {
      return false;
    }
    for (Copy copy : verifications.longestWaiting(storage.id(), 1)) {
      if (isUnchecked(verifier.verify(copy.backupId(), copy.id(), READ))) {
        away.add(storage.id());
      }
    }
    return true;
  }

  private void lookAndRepair(Storage storage) {
    if (isTurn(storage, "repair", REPAIRS, Duration.ZERO)) {
      all(storage, (after, limit) -> verifications.lostAfter(storage.id(), after, limit));
    }
    if (isTurn(storage, "look", DAY, Duration.ZERO)) {
      all(
          storage,
          (after, limit) -> verifications.after(CopyFilter.on(storage.id()), after, limit));
    }
  }

  private boolean isTurn(Storage storage, String job, Duration interval, Duration backlog) {
    return verifications.takeTurn(storage.id(), job, interval, backlog, around.clock().instant());
  }

  /** A storage that does not answer is left alone: it would keep us waiting for every copy. */
  private void all(Storage storage, BiFunction<String, Integer, List<Copy>> pages) {
    List<Copy> page = pages.apply("", PAGE);
    while (!page.isEmpty()) {
      for (Copy copy : page) {
        if (isUnchecked(verifier.verify(copy.backupId(), copy.id(), LOOK)) && isAway(storage)) {
          return;
        }
      }
      page = pages.apply(page.get(page.size() - 1).id(), PAGE);
    }
  }

  /** What is wrong may be one copy's alone. */
  private boolean isAway(Storage storage) {
    Optional<String> why = verifier.whyAway(storage);
    why.ifPresent(
        reason ->
            LOG.warn(
                "storage {} does not answer: its other copies are looked for later: {}",
                storage.name(),
                reason));
    return why.isPresent();
  }

  private static boolean isUnchecked(Optional<VerifiedCopy> done) {
    return done.filter(VerifiedCopy::isUnchecked).isPresent();
  }
}
