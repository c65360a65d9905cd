package io.dumpwarden.metadata;

import io.dumpwarden.catalog.Copy;
import io.dumpwarden.catalog.Verification;
import io.dumpwarden.verify.CopyFilter;
import io.dumpwarden.verify.Verifications;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What is known of copies, beside their rows; each part of the work is a class beside this one. */
public final class JdbiVerifications implements Verifications {

  private final VerificationLists lists;
  private final VerificationWrites writes;
  private final RepairClaims claims;
  private final VerificationTurns turns;

  public JdbiVerifications(MetadataStore store) {
    Database database = store.database();
    this.lists = new VerificationLists(database);
    this.writes = new VerificationWrites(database);
    this.claims = new RepairClaims(database);
    this.turns = new VerificationTurns(database);
  }

  @Override
  public List<Copy> after(CopyFilter filter, String afterId, int limit) {
    return lists.after(filter, afterId, limit);
  }

  @Override
  public List<Copy> lostAfter(String storageId, String afterId, int limit) {
    return lists.lostAfter(storageId, afterId, limit);
  }

  @Override
  public List<Copy> longestWaiting(String storageId, int limit) {
    return lists.longestWaiting(storageId, limit);
  }

  @Override
  public long stored(String storage) {
    return lists.stored(storage);
  }

  @Override
  public boolean record(Copy seen, Verification found) {
    return writes.record(seen, found);
  }

  @Override
  public void tried(Copy seen, Instant at) {
    writes.tried(seen, at);
  }

  @Override
  public boolean claim(Copy seen, Duration lease) {
    return claims.claim(seen, lease);
  }

  @Override
  public boolean renew(String copyId, Duration lease) {
    return claims.renew(copyId, lease);
  }

  @Override
  public void began(String copyId, String uploadId) {
    claims.began(copyId, uploadId);
  }

  @Override
  public void release(String copyId) {
    claims.release(copyId);
  }

  @Override
  public boolean repaired(Copy seen, long bytes, Verification found) {
    return writes.repaired(seen, bytes, found);
  }

  @Override
  public boolean isUnderRepair(String runId, String storageId) {
    return claims.isUnderRepair(runId, storageId);
  }

  @Override
  public boolean takeTurn(
      String storageId, String job, Duration interval, Duration backlog, Instant now) {
    return turns.take(storageId, job, new VerificationTurns.Pace(interval, backlog), now);
  }
}
