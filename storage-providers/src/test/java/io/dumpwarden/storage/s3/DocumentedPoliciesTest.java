package io.dumpwarden.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.storage.FaultyS3;
import io.dumpwarden.storage.HttpHead;
import io.dumpwarden.storage.LockedException;
import io.dumpwarden.storage.LockingS3;
import io.dumpwarden.storage.ObjectKey;
import io.dumpwarden.storage.PendingWrite;
import io.dumpwarden.storage.S3Fault;
import io.dumpwarden.storage.S3Fault.Operation;
import io.dumpwarden.storage.S3ProxyServer;
import io.dumpwarden.storage.S3Server;
import io.dumpwarden.storage.StorageException;
import io.dumpwarden.storage.StorageProvider;
import io.dumpwarden.storage.StorageWriter;
import io.dumpwarden.storage.s3.S3Policy.Lock;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The policies of docs/security.md let a storage do all that it does, and hold nothing more. */
class DocumentedPoliciesTest {

  private static final ObjectKey KEY = new ObjectKey("db1/daily/shop/shop_1.sql.zst");

  /** Without these the service leaves headers out of its answers instead of refusing. */
  private static final Set<String> ONLY_SHOW =
      Set.of("s3:GetObjectRetention", "s3:GetObjectLegalHold");

  @TempDir Path spool;
  private final Set<String> denied = new ConcurrentSkipListSet<>();
  private final Set<String> used = new ConcurrentSkipListSet<>();

  @Test
  void thePlainOneSufficesAndHoldsNothingMore() throws Exception {
    IamPolicy policy = IamPolicy.documented("plain");
    try (S3ProxyServer server = S3ProxyServer.start();
        FaultyS3 gate = gate(server, policy);
        StorageProvider storage = storage(server, gate, S3Policy.ofBucket())) {
      useAll(storage);
      commitUnanswered(storage, gate);
      storage.delete(KEY);
    }
    assertThat(denied).isEmpty();
    assertThat(used).containsExactlyInAnyOrderElementsOf(policy.actions().toList());
  }

  @Test
  void theOneForLocksSufficesAndHoldsNothingMore() throws Exception {
    IamPolicy policy = IamPolicy.documented("locked");
    S3Policy lock = S3Policy.ofBucket().withLock(new Lock(Lock.Mode.GOVERNANCE, 1));
    try (LockingS3 server = LockingS3.start(InstantSource.system());
        FaultyS3 gate = gate(server, policy);
        StorageProvider storage = storage(server, gate, lock)) {
      useAll(storage);
      commitUnanswered(storage, gate);
      try {
        storage.delete(KEY);
      } catch (LockedException e) {
        // the lock is asked for when the service refuses
        server.setClock(() -> Instant.now().plus(Duration.ofDays(2)));
        storage.delete(KEY);
      }
      assertThat(storage.stat(KEY)).isEmpty();
    }
    Set<String> wanted = new TreeSet<>(policy.actions().toList());
    wanted.removeAll(ONLY_SHOW);
    wanted.remove("s3:DeleteObject"); // of a bucket that keeps versions, versions are deleted
    assertThat(denied).isEmpty();
    assertThat(used).containsAll(wanted);
  }

  @Test
  void whatIsTakenAwayIsMissed() throws Exception {
    IamPolicy policy = IamPolicy.documented("plain");
    try (S3ProxyServer server = S3ProxyServer.start();
        FaultyS3 gate = gate(server, policy);
        StorageProvider storage = storage(server, gate, S3Policy.ofBucket())) {
      for (String action : policy.actions().toList()) {
        denied.clear();
        admit(gate, policy.without(action));
        try {
          useAll(storage);
          storage.delete(KEY);
          commitUnanswered(storage, gate);
        } catch (StorageException e) {
          assertThat(denied).as("denied without " + action + ": " + e).isNotEmpty();
        }
        assertThat(denied).as("denied without " + action).containsExactly(action);
      }
    }
  }

  private FaultyS3 gate(S3Server server, IamPolicy policy) throws IOException {
    FaultyS3 gate = FaultyS3.before(server);
    admit(gate, policy);
    return gate;
  }

  private void admit(FaultyS3 gate, IamPolicy policy) {
    gate.admit(head -> IamActions.of(head).stream().allMatch(a -> allowed(policy, head, a)));
  }

  private boolean allowed(IamPolicy policy, HttpHead head, String action) {
    used.add(action);
    boolean allowed = policy.allows(action, head.key());
    if (!allowed) {
      denied.add(action);
    }
    return allowed;
  }

  private StorageProvider storage(S3Server server, FaultyS3 gate, S3Policy policy) {
    return new S3Storage(
        server.settings(gate.endpoint(), spool).withPolicy(policy), InstantSource.system());
  }

  /** What became of an upload is asked for where no attempt to complete it was answered. */
  private static void commitUnanswered(StorageProvider storage, FaultyS3 gate) {
    gate.plant(Operation.COMPLETE_UPLOAD, 1, S3Clients.ATTEMPTS, new S3Fault.LoseAnswer());
    try (StorageWriter writer = storage.open(KEY, OptionalLong.empty())) {
      writer.write(new byte[10], 0, 10);
      writer.commit();
    } catch (StorageException e) {
      // servers differ in what they say of an upload that was completed
      assertThat(e.kind()).isEqualTo(StorageException.Kind.UNAVAILABLE);
    }
  }

  /** Everything that backups, verification, restores, sweeps and retention ask for but deletion. */
  private static void useAll(StorageProvider storage) throws Exception {
    storage.check();
    try (StorageWriter writer = storage.open(KEY, OptionalLong.empty())) {
      writer.write(new byte[6 << 20], 0, 6 << 20);
      writer.commit();
    }
    storage.stat(KEY);
    try (InputStream in = storage.read(KEY, 1)) {
      in.readNBytes(10);
    }
    storage.list("").toList();
    PendingWrite left = storage.open(new ObjectKey("left"), OptionalLong.empty()).pending();
    storage.pendingWrites("").forEach(storage::discard);
    storage.discard(left);
  }
}
