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

  /** A store that is away does not make a restore that ended one that failed. */
  static void append(Platform platform, Actor actor, Restore restore, RestoreOutcome outcome) {
    Map<String, @Nullable String> done = new HashMap<>();
    done.put("restore", restore.id());
    done.put("source", restore.from().source());
    done.put("server", restore.into().target());
    done.put("database", String.join(",", restore.into().databases().values()));
    done.put("mode", restore.into().existing().id());
    done.put("status", outcome.status().id());
    DumpwardenException failure = outcome.failure();
    if (failure != null) {
      done.put("error", failure.code().code());
    }
    String backup = restore.from().backupId();
    AuditEntry entry =
        new AuditEntry(
            platform.clock().instant(),
            actor,
            "restore",
            backup == null ? "restore" : "backup",
            backup == null ? restore.id() : backup,
            Map.of(),
            done);
    try {
      platform.audit().append(entry);
    } catch (DumpwardenException e) {
      LOG.error("restore {} is not in the audit log: {}", restore.id(), e.getMessage());
    }
  }
}
