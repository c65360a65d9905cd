package io.dumpwarden.scheduler;

import io.dumpwarden.access.Actor;
import io.dumpwarden.access.AuditEntry;
import io.dumpwarden.access.AuditLog;
import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.config.ConfigRows;
import io.dumpwarden.config.Problem;
import io.dumpwarden.config.RowRef;
import io.dumpwarden.config.RowState;
import io.dumpwarden.config.RowStates;
import io.dumpwarden.secret.SecretVault;
import io.dumpwarden.secret.StoredSecret;
import io.dumpwarden.storage.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices what changed in the configuration rows since the last look: audits edits made by plain
 * SQL, seals passwords that such an edit left in the clear, keeps each row's problem where the
 * operator sees it and logs it once.
 */
public final class RowWatch {

  private static final Logger LOG = LoggerFactory.getLogger(RowWatch.class);
  private static final int AUDIT_LOOK_BACK = 500;
  private static final Set<String> SECRET_COLUMNS =
      Set.of("password", "restore_password", "secret_key");

  private final ConfigRows rows;
  private final RowStates states;
  private final AuditLog audit;
  private final SecretVault vault;
  private final InstantSource clock;

  public RowWatch(
      ConfigRows rows, RowStates states, AuditLog audit, SecretVault vault, InstantSource clock) {
    this.rows = rows;
    this.states = states;
    this.audit = audit;
    this.vault = vault;
    this.clock = clock;
  }

  /** The rows again, after secrets in the clear were sealed in place. */
  List<ConfigRow> sealed(List<ConfigRow> all) {
    boolean changed = false;
    for (ConfigRow row : all) {
      Map<String, @Nullable String> sealed = new HashMap<>();
      for (String column : SECRET_COLUMNS) {
        String text = row.fields().get(column);
        if (text != null && !text.isEmpty() && vault.isClear(new StoredSecret(text))) {
          sealed.put(column, vault.seal(Secret.of(text)).text());
        }
      }
      if (!sealed.isEmpty()) {
        rows.update(row.kind(), row.key(), row.version(), sealed);
        LOG.info(
            "sealed {} of {} {}, found in the clear",
            sealed.keySet(),
            row.kind().table(),
            row.key());
        changed = true;
      }
    }
    return changed ? rows.all() : all;
  }

  /** Compares the rows with what was last seen; answers what is seen now. */
  Map<RowRef, RowState> observe(List<ConfigRow> all, Map<RowRef, List<Problem>> problems) {
    Map<RowRef, RowState> before =
        states.all().stream().collect(Collectors.toMap(RowState::row, Function.identity()));
    Map<RowRef, RowState> now = new HashMap<>();
    List<AuditEntry> known = new ArrayList<>();
    for (ConfigRow row : all) {
      RowRef ref = new RowRef(row.kind(), row.key());
      RowState state = state(row, ref, before.get(ref), problems.getOrDefault(ref, List.of()));
      now.put(ref, state);
      if (!state.equals(before.get(ref))) {
        noteChange(row, state, before.get(ref), known);
        states.save(state);
      }
    }
    before.keySet().stream()
        .filter(ref -> !now.containsKey(ref))
        .forEach(ref -> noteRemoval(ref, known));
    return now;
  }

  /** Keeps a schedule's next fire time for people to see. */
  void nextFire(RowRef schedule, Instant at) {
    states.all().stream()
        .filter(state -> state.row().equals(schedule))
        .findFirst()
        .ifPresent(
            s ->
                states.save(
                    new RowState(
                        s.row(),
                        s.contentHash(),
                        s.seenVersion(),
                        s.seenSince(),
                        s.problem(),
                        at)));
  }

  private RowState state(
      ConfigRow row, RowRef ref, @Nullable RowState before, List<Problem> problems) {
    String hash = hash(row);
    boolean same = before != null && before.contentHash().equals(hash);
    String problem =
        problems.isEmpty()
            ? null
            : problems.stream().map(Problem::toString).collect(Collectors.joining("; "));
    return new RowState(
        ref,
        hash,
        row.version(),
        same ? before.seenSince() : clock.instant(),
        problem,
        same && problem == null ? before.nextFireAt() : null);
  }

  private void noteChange(
      ConfigRow row, RowState now, @Nullable RowState before, List<AuditEntry> known) {
    boolean sameProblem = before != null && Objects.equals(before.problem(), now.problem());
    if (now.problem() != null && !sameProblem) {
      LOG.warn("{} is invalid and disabled: {}", now.row(), now.problem());
    }
    if (now.problem() == null && before != null && before.problem() != null) {
      LOG.info("{} is valid again", now.row());
    }
    boolean edited = before != null && !before.contentHash().equals(now.contentHash());
    if (edited && before.seenVersion() == now.seenVersion()) {
      auditDirect("edit", row);
    } else if (before == null && !isAudited("add", now.row(), known)) {
      auditDirect("add", row);
    }
  }

  private void noteRemoval(RowRef ref, List<AuditEntry> known) {
    if (!isAudited("remove", ref, known)) {
      audit.append(
          new AuditEntry(
              clock.instant(),
              Actor.SQL,
              "remove",
              ref.kind().table(),
              ref.key(),
              Map.of(),
              Map.of()));
    }
    states.remove(ref);
  }

  private boolean isAudited(String action, RowRef ref, List<AuditEntry> known) {
    if (known.isEmpty()) {
      known.addAll(audit.latest(AUDIT_LOOK_BACK));
    }
    return known.stream()
        .anyMatch(
            e ->
                e.action().equals(action)
                    && e.kind().equals(ref.kind().table())
                    && e.key().equals(ref.key()));
  }

  private void auditDirect(String action, ConfigRow row) {
    LOG.info("{} {} was changed by plain SQL", row.kind().table(), row.key());
    audit.append(
        new AuditEntry(
            clock.instant(),
            Actor.SQL,
            action,
            row.kind().table(),
            row.key(),
            Map.of(),
            masked(row)));
  }

  private static Map<String, @Nullable String> masked(ConfigRow row) {
    Map<String, @Nullable String> masked = new TreeMap<>(row.fields());
    SECRET_COLUMNS.forEach(c -> masked.computeIfPresent(c, (k, v) -> "[redacted]"));
    return masked;
  }

  private static String hash(ConfigRow row) {
    StringBuilder content = new StringBuilder(row.id());
    for (String column : row.kind().columns()) {
      content.append('\n').append(column).append('=').append(row.fields().get(column));
    }
    try {
      byte[] sha =
          MessageDigest.getInstance("SHA-256")
              .digest(content.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(sha, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
