package io.dumpwarden.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dumpwarden.access.Actor;
import io.dumpwarden.access.ApiToken;
import io.dumpwarden.access.AuditEntry;
import io.dumpwarden.access.Role;
import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.config.RowRef;
import io.dumpwarden.config.RowState;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.secret.KeyCheck;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Row states, tokens, the audit trail, the key check. */
@MetadataEngines
class SmallTablesTest {

  private final TestDatabase database;

  SmallTablesTest(TestEngine engine) {
    this.database = TestDatabase.migrated(engine);
  }

  @AfterEach
  void close() {
    database.closeStores();
  }

  @Test
  void aRowStateIsKeptUntilItIsRemoved() {
    JdbiRowStates states = new JdbiRowStates(database.store());
    RowRef rule = new RowRef(ConfigKind.RETENTION_RULE, "nightly/local");
    RowRef schedule = new RowRef(ConfigKind.SCHEDULE, "nightly");
    // 02:30 on that day does not exist in the zone that the tests run in
    Instant gap = Instant.parse("2026-09-27T02:30:00.000001Z");
    RowState valid = new RowState(schedule, "abc", 3, gap, null, gap.plusSeconds(60));
    RowState broken = new RowState(rule, "def", 1, gap, "storage: unknown", null);
    states.save(new RowState(schedule, "old", 2, Instant.EPOCH, "cron: bad", null));
    states.save(valid);
    states.save(broken);
    assertThat(states.all()).containsExactlyInAnyOrder(valid, broken);
    states.remove(schedule);
    assertThat(states.all()).containsExactly(broken);
  }

  @Test
  void theNextTokenToExpireIsOneThatIsStillGood() {
    JdbiApiTokens tokens = new JdbiApiTokens(database.store());
    Instant now = Instant.parse("2026-09-27T02:30:00Z");
    assertThat(tokens.nextExpiry(now)).isEmpty();
    token(tokens, "over", now.minusSeconds(1));
    token(tokens, "soon", now.plusSeconds(60));
    token(tokens, "later", now.plusSeconds(90));
    token(tokens, "never", null);

    assertThat(tokens.nextExpiry(now)).contains(now.plusSeconds(60));
  }

  private static void token(JdbiApiTokens tokens, String name, @Nullable Instant expiresAt) {
    ApiToken token =
        new ApiToken(name, name, Role.VIEWER, "somebody", Instant.EPOCH, expiresAt, null);
    tokens.insert(token, "digest-of-" + name);
  }

  @Test
  void theAuditTrailShowsTheNewestFirst() {
    JdbiAuditLog log = new JdbiAuditLog(database.store());
    Map<String, @Nullable String> before = new HashMap<>();
    before.put("host", "db1");
    before.put("cron", null);
    AuditEntry first = entry("add", Map.of(), before);
    AuditEntry second = entry("edit", before, Map.of("host", "größe 🐬"));
    log.append(first);
    log.append(second);
    assertThat(log.latest(5)).containsExactly(second, first);
    assertThat(log.latest(1)).containsExactly(second);
  }

  @Test
  void thereIsOneKeyCheck() {
    JdbiKeyCheckStore checks = new JdbiKeyCheckStore(database.store());
    assertThat(checks.find()).isEmpty();
    KeyCheck check = new KeyCheck("key-1", "value");
    checks.create(check);
    assertThat(checks.find()).contains(check);
    assertThatThrownBy(() -> checks.create(new KeyCheck("key-2", "other")))
        .isInstanceOfSatisfying(
            DumpwardenException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.ALREADY_EXISTS));
    assertThat(checks.find()).contains(check);
  }

  private static AuditEntry entry(
      String action, Map<String, @Nullable String> before, Map<String, @Nullable String> after) {
    return new AuditEntry(
        TestRuns.FIRE, new Actor("ann", "cli"), action, "server", "shop", before, after);
  }
}
