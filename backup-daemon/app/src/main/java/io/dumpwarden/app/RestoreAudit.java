package io.dumpwarden.app;

import io.dumpwarden.access.Actor;
import io.dumpwarden.access.AuditEntry;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.restore.Restore;
import io.dumpwarden.restore.RestoreOutcome;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Restores in the audit log, failed ones among them. */
final class RestoreAudit {

  private static final Logger LOG = LoggerFactory.getLogger(RestoreAudit.class);

  private RestoreAudit() {}

  /**
   * That it begins, before anything is changed.
   *
   * @throws DumpwardenException {@code METADATA_UNAVAILABLE}: then it must not begin
   */
  static void begin(Platform platform, Actor actor, Restore restore) {
    platform.audit().append(entry(platform, actor, restore, "restore-begin", what(restore)));
  }

  /** A store that is away does not make a restore that ended one that failed. */
  static void append(Platform platform, Actor actor, Restore restore, RestoreOutcome outcome) {
    Map<String, @Nullable String> done = what(restore);
    done.put("status", outcome.status().id());
    DumpwardenException failure = outcome.failure();
    if (failure != null) {
      done.put("error", failure.code().code());
    }
    try {
      platform.audit().append(entry(platform, actor, restore, "restore", done));
    } catch (DumpwardenException e) {
      LOG.error("restore {} is not in the audit log: {}", restore.id(), e.getMessage());
    }
  }

  private static Map<String, @Nullable String> what(Restore restore) {
    Map<String, @Nullable String> what = new HashMap<>();
    what.put("restore", restore.id());
    what.put("source", restore.from().source());
    what.put("server", restore.into().target());
    what.put("database", String.join(",", restore.into().databases().values()));
    what.put("mode", restore.into().existing().id());
    return what;
  }

  private static AuditEntry entry(
      Platform platform,
      Actor actor,
      Restore restore,
      String action,
      Map<String, @Nullable String> what) {
    String backup = restore.from().backupId();
    return new AuditEntry(
        platform.clock().instant(),
        actor,
        action,
        backup == null ? "restore" : "backup",
        backup == null ? restore.id() : backup,
        Map.of(),
        what);
  }
}
