package io.dumpwarden.access;

import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.config.RowRef;
import io.dumpwarden.config.RowState;
import io.dumpwarden.secret.SecretVault;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts edits by plain SQL on the audit trail. They are told from others by the trail itself: a row
 * that stands as its newest entry says was changed by {@link ConfigEditor}.
 */
public final class DirectEdits {

  private static final Logger LOG = LoggerFactory.getLogger(DirectEdits.class);

  private final AuditLog audit;
  private final SecretColumns secrets;

  public DirectEdits(AuditLog audit, SecretVault vault) {
    this.audit = audit;
    this.secrets = new SecretColumns(vault);
  }

  /**
   * Records a new or changed row, if it was plain SQL.
   *
   * @param before what was last seen of it; null for a new one
   * @param wasClear whether it held a secret in the clear, as no editor leaves it
   * @return whether it was plain SQL
   */
  public boolean changed(ConfigRow row, @Nullable RowState before, boolean wasClear, Instant at) {
    Optional<AuditEntry> last = audit.latestOf(row.kind().table(), row.key());
    Map<String, @Nullable String> now = secrets.mask(row.kind(), row.fields());
    boolean told = last.filter(entry -> tells(entry, now)).isPresent();
    boolean uncounted =
        before != null
            && before.seenVersion() == row.version()
            && last.filter(entry -> entry.action().equals("add")).isEmpty();
    if (told && !wasClear && !uncounted) {
      return false;
    }
    Map<String, @Nullable String> then = last.map(AuditEntry::after).orElse(Map.of());
    append(new Change(before == null ? "add" : "edit", row.ref(), then, now), at);
    return true;
  }

  /** Records that a row is gone, if it was plain SQL. */
  public void removed(RowRef row, Instant at) {
    Optional<AuditEntry> last = audit.latestOf(row.kind().table(), row.key());
    if (last.filter(entry -> entry.action().equals("remove")).isEmpty()) {
      Map<String, @Nullable String> then = last.map(AuditEntry::after).orElse(Map.of());
      append(new Change("remove", row, then, Map.of()), at);
    }
  }

  private record Change(
      String action,
      RowRef row,
      Map<String, @Nullable String> before,
      Map<String, @Nullable String> after) {}

  private void append(Change change, Instant at) {
    LOG.info("{} was changed by plain SQL: {}", change.row(), change.action());
    audit.append(
        new AuditEntry(
            at,
            Actor.SQL,
            change.action(),
            change.row().kind().table(),
            change.row().key(),
            change.before(),
            change.after()));
  }

  /** Columns that the entry does not know came with a later version. */
  private static boolean tells(AuditEntry entry, Map<String, @Nullable String> now) {
    return !entry.after().isEmpty()
        && entry.after().entrySet().stream()
            .allMatch(e -> Objects.equals(plain(e.getValue()), now.get(e.getKey())));
  }

  private static @Nullable String plain(@Nullable String text) {
    return text != null && text.startsWith(ConfigEditor.MASK) ? ConfigEditor.MASK : text;
  }
}
