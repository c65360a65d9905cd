package io.dumpwarden.app;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.Copy;
import io.dumpwarden.catalog.LocalStorages;
import io.dumpwarden.encryption.Keyring;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.metadata.JdbiVerifications;
import io.dumpwarden.node.ClusterLock;
import io.dumpwarden.storage.wrap.Pause;
import io.dumpwarden.verify.CopyCheck;
import io.dumpwarden.verify.CopyReader;
import io.dumpwarden.verify.CopyVerifier;
import io.dumpwarden.verify.RateLimit;
import io.dumpwarden.verify.RoutineVerification;
import io.dumpwarden.verify.Verifications;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts together what verifies and repairs copies; the daemon and `verify` use the same. */
public final class VerifyWiring {

  private final Platform platform;
  private final Keyring keys;
  private final RateLimit rate;

  /**
   * @param keys the platform's, with those that somebody gave
   * @param bytesPerSecond how fast to read; 0 for no limit
   */
  public VerifyWiring(Platform platform, Keyring keys, long bytesPerSecond) {
    this.platform = platform;
    this.keys = keys;
    this.rate = new RateLimit(bytesPerSecond, platform.clock(), Pause.sleeping());
  }

  /**
   * The copies of a backup that are to be there.
   *
   * @param storage only the one there; null for all
   * @throws DumpwardenException {@code NO_GOOD_COPY} where there is none
   */
  public static List<Copy> copiesToVerify(Backup backup, @Nullable String storage) {
    List<Copy> copies =
        backup.copies().stream()
            .filter(copy -> storage == null || storage.equals(copy.storage()))
            .filter(VerifyWiring::isToBeThere)
            .toList();
    if (backup.result() == null || copies.isEmpty()) {
      throw new DumpwardenException(
          ErrorCode.NO_GOOD_COPY,
          "backup %s is %s and has no copy%s to verify"
              .formatted(
                  backup.id(),
                  backup.status().id(),
                  storage == null ? "" : " on storage " + storage));
    }
    return copies;
  }

  private static boolean isToBeThere(Copy copy) {
    return switch (copy.status()) {
      case STORED, MISSING, CORRUPT, FAILED -> true;
      case PENDING, EXPIRED, DELETED -> false;
    };
  }

  public Verifications verifications() {
    return new JdbiVerifications(platform.store());
  }

  /** For restores and drills: what it finds lost stays on record, and is repaired. */
  static CopyReader reader(Platform platform, Keyring keys) {
    return new CopyReader(platform.snapshots(), platform.storages(), platform.manifests(), keys)
        .recording(new JdbiVerifications(platform.store()), platform.clock());
  }

  public CopyVerifier verifier() {
    CopyCheck check =
        new CopyCheck(platform.snapshots(), platform.storages(), platform.manifests(), keys, rate);
    return new CopyVerifier(
        platform.catalog(), verifications(), check, platform.retention(), platform.clock());
  }

  RoutineVerification routine(LocalStorages locals, ClusterLock lock) {
    return new RoutineVerification(
        new RoutineVerification.Surroundings(
            platform.snapshots(), locals::isOfAnother, lock, platform.clock()),
        verifications(),
        verifier(),
        rate);
  }
}
