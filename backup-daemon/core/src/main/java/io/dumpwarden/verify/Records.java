package io.dumpwarden.verify;

import io.dumpwarden.catalog.Copy;
import io.dumpwarden.catalog.CopyStatus;
import io.dumpwarden.catalog.Verification;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what was found out about copies, and says it where it is bad. */
final class Records {

  private static final Logger LOG = LoggerFactory.getLogger(Records.class);

  private final Verifications verifications;
  private final InstantSource clock;

  Records(Verifications verifications, InstantSource clock) {
    this.verifications = verifications;
    this.clock = clock;
  }

  Verifications verifications() {
    return verifications;
  }

  /** Records a finding; one of a copy that never was stored says nothing new. */
  void found(Copy copy, Finding finding) {
    if (copy.status() == CopyStatus.FAILED) {
      return;
    }
    finding
        .verdict()
        .ifPresentOrElse(
            result ->
                verifications.record(
                    copy, new Verification(clock.instant(), result, finding.message())),
            () -> withoutVerdict(copy, finding));
    if (!isKnown(copy, finding)) {
      say(copy, finding);
    }
  }

  private static boolean isKnown(Copy copy, Finding finding) {
    Verification known = copy.verification();
    return known != null
        && finding.verdict().filter(result -> result == known.result()).isPresent();
  }

  private void withoutVerdict(Copy copy, Finding finding) {
    if (finding.state() == Finding.State.UNCHECKED) {
      verifications.tried(copy, clock.instant());
    }
  }

  private static void say(Copy copy, Finding finding) {
    switch (finding.state()) {
      case MISSING, CORRUPT, UNREADABLE ->
          LOG.warn(
              "copy {} on storage {} is {}: {}",
              copy.key(),
              copy.storage(),
              finding.state().id(),
              finding.message());
      case UNCHECKED ->
          LOG.debug(
              "copy {} on storage {} cannot be checked now: {}",
              copy.key(),
              copy.storage(),
              finding.message());
      case VERIFIED, PRESENT -> {}
    }
  }
}
